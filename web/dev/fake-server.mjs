// A stand-in for the server while it is being written: serves dist/ and answers in memory.
import { createServer } from "node:http";
import { createReadStream, existsSync, statSync } from "node:fs";
import { extname, join } from "node:path";
import { randomUUID } from "node:crypto";

const PORT = Number(process.argv[2] ?? 8100);
const DIST = process.env.DIST ?? new URL("../dist/", import.meta.url).pathname;
const TYPES = { ".html": "text/html; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8", ".svg": "image/svg+xml", ".png": "image/png", ".webmanifest": "application/manifest+json" };
const CSP = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; object-src 'none'; require-trusted-types-for 'script'";

const hour = 3600e3;
const iso = (ms) => new Date(ms).toISOString();
const people = {
  river: { id: "018f0000-0000-7000-8000-00000000000a", shown_name: "Robin", sign_in_name: "river", roles: ["client"], home: "client", language: "en", time_zone: "America/New_York", phase: "treatment" },
  brook: { id: "018f0000-0000-7000-8000-00000000000b", shown_name: "Lucía", sign_in_name: "brook", roles: ["client"], home: "client", language: "es", time_zone: "America/New_York", phase: "alumni" },
  desk: { id: "018f0000-0000-7000-8000-00000000000c", shown_name: "Dana Sample", sign_in_name: "desk", roles: ["provider", "administrator"], home: "desk", language: "en", time_zone: "America/New_York", phase: null },
  kin: { id: "018f0000-0000-7000-8000-00000000000d", shown_name: "Kim", sign_in_name: "kin", roles: ["relative"], home: "relative", language: "en", time_zone: "America/New_York", phase: null },
};
const sessions = new Map();
const data = new Map();
const control = { fail: null, requests: [] };
const of = (id) => { if (!data.has(id)) data.set(id, { cravings: new Map(), checkIns: new Map(), seen: new Set(), settings: { check_in: { enabled: true, local_time: "20:00", days: ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] }, sessions: { enabled: true, minutes_before: [1440, 60] }, quiet_hours: { from: "21:30", until: "08:00" }, paused_until: null } }); return data.get(id); };
const help = { centre_phone: "555-0100", centre_hours: "Mon–Fri 8–6" };
const problem = (status, code, extra = {}) => ({ status, type: "application/problem+json", body: { type: "about:blank", title: code, status, code, detail: code, ...extra } });
const ok = (body, status = 200) => ({ status, body });
const reminder = (n, kind, ms, state, seen_at = null, path = "/check-in") => ({ id: `018f0000-0000-7000-8000-0000000001${n}`, kind, due_at: iso(Date.now() + ms), zone: "America/New_York", useful_until: iso(Date.now() + ms + hour), state, reason: state === "dropped" ? "quiet_hours" : null, seen_at, path });

function todayOf(me) {
  const d = of(me.id); const now = Date.now();
  const s = (n, title, kind, start, length, extra = {}) => ({ id: `018f0000-0000-7000-8000-00000000020${n}`, title, kind, starts_at: iso(start), ends_at: iso(start + length), place: null, join_link: null, status: "planned", ...extra });
  const day = new Intl.DateTimeFormat("en-CA", { timeZone: me.time_zone }).format(now);
  const done = [...d.checkIns.values()].some((c) => c.on_day === day);
  return { now: iso(now), time_zone: me.time_zone, centre_time_zone: "America/New_York", shown_name: me.shown_name,
    sessions: [s(1, "Skills group", "skills", now + 10 * 60e3, 3 * hour, { join_link: "https://meet.example.org/room" }), s(2, "One to one with Ana", "individual", now + 22 * hour, 50 * 60e3, { place: "Room 4, second floor" }), s(3, "Thursday evening group", "support", now + 70 * hour, 3 * hour, { status: "cancelled" })],
    due: [{ kind: "check_in", on_day: day, done }],
    missed: [reminder("01", "check_in", -20 * hour, "missed")].filter((r) => !d.seen.has(r.id)),
    looked_at: [{ check_in_id: "018f0000-0000-7000-8000-000000000301", on_day: "2026-11-20", by: "Ana", at: iso(now - 30 * hour), line: "Good that you called your sister.", seen: d.seen.has("018f0000-0000-7000-8000-000000000301") }],
    last_craving: null, ...(me.phase === "alumni" ? { open_classes: [s(4, "Open class: sleep", "aftercare", now + 50 * hour, hour, { place: "Main hall" })] } : {}), help };
}

function api(request, path, body, me) {
  const m = request.method; const key = `${m} ${path}`;
  if (control.fail) {
    const f = control.fail;
    if (f.kind === "html") return { status: 200, type: "text/html", raw: "<html>Sign in to the hotel</html>" };
    if (f.kind === "status" && (!f.only || path.startsWith(f.only))) return { ...problem(f.status, f.code ?? "unavailable"), retry: f.retry };
  }
  if (key === "GET /api/start") return ok({ setup_needed: false, version: "0", push_key: "BOyZ8n4xPFYjJtIJwkz5tZLWbDyyzVJzVBUKJ6dqzYkUyMbtb7bcZ_k8CzvI2zRVd7ARrGBxGeVv0aqZXXN6U_o", min_client: 1, server_epoch: control.epoch ?? "one", help });
  if (key === "POST /api/sign-ins") {
    const who = people[body.sign_in_name];
    if (!who || body.passphrase !== "correct horse battery") return problem(401, "sign_in_refused");
    const sid = randomUUID(); sessions.set(sid, who); return { ...ok(who, 201), cookie: `sid=${sid}; HttpOnly; Path=/; SameSite=Lax` };
  }
  if (key === "POST /api/invitation-previews") return body.token === "good" || body.token === "back" ? ok({ purpose: body.token === "good" ? "join" : "return", role: "client", sign_in_name: "quiet-river-42", invited_by: "Ana", centre_name: "Harbor House", expires_at: iso(Date.now() + 48 * hour), passphrase_min: 10 }) : problem(410, "invitation_invalid");
  if (key === "POST /api/invitation-acceptances") { const who = { ...people.river, id: randomUUID(), sign_in_name: "quiet-river-42", shown_name: body.shown_name ?? "Robin", language: body.language, time_zone: body.time_zone }; const sid = randomUUID(); sessions.set(sid, who); return { ...ok(who, 201), cookie: `sid=${sid}; HttpOnly; Path=/; SameSite=Lax` }; }
  if (key === "POST /api/setup") { const sid = randomUUID(); sessions.set(sid, people.desk); return { ...ok(people.desk, 201), cookie: `sid=${sid}; HttpOnly; Path=/` }; }
  if (!me) return problem(401, "sign_in_needed");
  const claimed = request.headers["x-person"];
  if (claimed && claimed !== me.id) return problem(409, "other_person");
  const d = of(me.id); let x;
  if (key === "GET /api/me") return ok(me);
  if (key === "PATCH /api/me") return ok(Object.assign(me, body));
  if (key === "PUT /api/me/passphrase") return body.current === "correct horse battery" ? { status: 204 } : problem(401, "sign_in_refused");
  if (key === "GET /api/sign-ins") return ok({ items: [{ id: "1", device: "Chrome on Android", created_at: iso(Date.now() - 50 * hour), last_seen_at: iso(Date.now()), current: true }, { id: "2", device: "Safari on iPhone", created_at: iso(Date.now() - 500 * hour), last_seen_at: iso(Date.now() - 30 * hour), current: false }] });
  if (m === "DELETE" && path.startsWith("/api/sign-ins/")) { if (path.endsWith("current")) return { status: 204, end: true, clear: true }; return { status: 204 }; }
  if (m === "PUT" && /^\/api\/push-subscriptions\/[^/]+$/.test(path)) return ok({ id: path.split("/")[3], created_at: iso(Date.now()), last_accepted_at: iso(Date.now() - 300e3) });
  if (m === "DELETE" && path.startsWith("/api/push-subscriptions/")) return { status: 204 };
  if (m === "POST" && path.endsWith("/tests")) return ok({ reminder_id: randomUUID() }, 202);
  if (key === "GET /api/reminders") return ok({ items: [reminder("01", "check_in", -20 * hour, "missed"), reminder("02", "session", -44 * hour, "sent", iso(Date.now() - 43 * hour), "/sessions/018f0000-0000-7000-8000-000000000202"), reminder("03", "check_in", -68 * hour, "dropped")].map((r) => (d.seen.has(r.id) ? { ...r, seen_at: iso(Date.now()) } : r)) });
  if ((x = path.match(/^\/api\/reminders\/([^/]+)\/acknowledgement$/))) { d.seen.add(x[1]); return { status: 204 }; }
  if (path === "/api/reminder-settings") { if (m === "PUT") Object.assign(d.settings, body); return ok({ ...d.settings, time_zone: me.time_zone, next: d.settings.paused_until ? [] : [{ kind: "session", due_at: iso(Date.now() + 2 * hour), local: "" }, { kind: "check_in", due_at: iso(Date.now() + 9 * hour), local: "" }, { kind: "session", due_at: iso(Date.now() + 21 * hour), local: "" }] }); }
  if (key === "GET /api/today") return ok(todayOf(me));
  for (const [name, store] of [["craving-logs", d.cravings], ["check-ins", d.checkIns]]) {
    if ((x = path.match(new RegExp(`^/api/${name}/([^/]+)$`))) && m === "PUT") {
      const known = store.get(x[1]); const text = JSON.stringify(body);
      if (known && known.text !== text) return problem(422, "op_reused");
      const care = body.answers ? (body.answers.use === "yes" ? "use" : null) : undefined;
      const row = known?.row ?? { ...body, id: x[1], received_at: iso(Date.now()), time_uncertain: false, ...(body.answers ? { review: null, care } : {}) };
      store.set(x[1], { text, row, ...row }); return ok(row, known ? 200 : 201);
    }
    if (path === `/api/${name}` && m === "GET") return ok({ items: [...store.values()].map((v) => v.row).reverse(), next: null });
  }
  if ((x = path.match(/^\/api\/check-ins\/([^/]+)\/review-seen$/))) { d.seen.add(x[1]); return { status: 204 }; }
  if (key === "GET /api/record-access") return ok({ items: [{ at: iso(Date.now() - 30 * hour), by: "Ana", action: "viewed", what: "check_ins" }, { at: iso(Date.now() - 130 * hour), by: "Dana Sample", action: "changed", what: "profile" }] });
  return problem(404, "not_found");
}

createServer((request, response) => {
  const url = new URL(request.url, "http://x"); let raw = "";
  request.on("data", (c) => (raw += c)).on("end", () => {
    const headers = { "Content-Security-Policy": CSP, "X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer", "Cross-Origin-Opener-Policy": "same-origin" };
    if (url.pathname === "/__control") { if (request.method === "POST") Object.assign(control, JSON.parse(raw)); response.writeHead(200, { "Content-Type": "application/json" }); return response.end(JSON.stringify({ ...control, data: [...data].map(([id, d]) => ({ id, cravings: [...d.cravings.values()].map((v) => v.row), checkIns: [...d.checkIns.values()].map((v) => v.row), seen: [...d.seen] })) })); }
    if (url.pathname.startsWith("/api/")) {
      const sid = /sid=([^;]+)/.exec(request.headers.cookie ?? "")?.[1]; const me = sessions.get(sid);
      control.requests.push({ at: Date.now(), m: request.method, path: url.pathname, person: request.headers["x-person"] ?? null });
      const a = api(request, url.pathname, raw ? JSON.parse(raw) : {}, me);
      if (a.end) sessions.delete(sid);
      const h = { ...headers, "Cache-Control": "no-store", ...(a.cookie ? { "Set-Cookie": a.cookie } : {}), ...(a.retry ? { "Retry-After": String(a.retry) } : {}), ...(a.clear ? { "Clear-Site-Data": '"cache"' } : {}) };
      if (a.status === 204) { response.writeHead(204, h); return response.end(); }
      response.writeHead(a.status, { ...h, "Content-Type": a.type ?? "application/json" }); return response.end(a.raw ?? JSON.stringify(a.body));
    }
    let file = join(DIST, url.pathname); const asset = url.pathname.startsWith("/assets/");
    if (!existsSync(file) || statSync(file).isDirectory()) { if (asset) { response.writeHead(404); return response.end(); } file = join(DIST, "index.html"); }
    const gz = existsSync(`${file}.gz`) && /gzip/.test(request.headers["accept-encoding"] ?? "");
    response.writeHead(200, { ...headers, "Content-Type": TYPES[extname(file)] ?? "application/octet-stream", "Cache-Control": asset ? "public, max-age=31536000, immutable" : "no-cache", ...(gz ? { "Content-Encoding": "gzip" } : {}) });
    createReadStream(gz ? `${file}.gz` : file).pipe(response);
  });
}).listen(PORT, "127.0.0.1", () => console.log(`http://127.0.0.1:${PORT}`));

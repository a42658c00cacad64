import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export type Asked = { method: string; path: string; person: string | undefined; sentAt: string | undefined; body: unknown };
/** Answers instead of the server's own behaviour; `undefined` lets it behave. */
type Script = (asked: Asked) => { status: number; body?: unknown; headers?: Record<string, string>; html?: string } | "hang up" | "store, then hang up" | undefined;

/** A small server with the contract's idempotent writes, reached over a real socket. */
export class TestServer {
  readonly asked: Asked[] = [];
  readonly rows = new Map<string, unknown>();
  script: Script = () => undefined;
  private server: Server = createServer((request, response) => void this.answer(request, response));

  async open(): Promise<void> {
    await new Promise<void>((done) => this.server.listen(0, "127.0.0.1", done));
    const base = `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
    const real = globalThis.fetch;
    globalThis.fetch = (input, init) => real(new URL(String(input), base), init);
    this.close = async () => {
      globalThis.fetch = real;
      this.server.closeAllConnections();
      await new Promise((done) => this.server.close(done));
    };
  }

  close: () => Promise<void> = async () => undefined;

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let text = "";
    for await (const part of request) text += String(part);
    const asked: Asked = {
      method: request.method ?? "", path: request.url ?? "", person: header(request, "x-person"),
      sentAt: header(request, "x-sent-at"), body: text ? JSON.parse(text) : undefined,
    };
    this.asked.push(asked);
    const scripted = this.script(asked);
    if (scripted === "store, then hang up") this.store(asked);
    if (typeof scripted === "string") return void request.socket.destroy();
    const { status, body, headers, html } = scripted ? { headers: {}, html: undefined, body: undefined, ...scripted } : { ...this.store(asked), headers: {}, html: undefined };
    const type = html !== undefined ? "text/html" : status >= 400 ? "application/problem+json" : "application/json";
    response.writeHead(status, { "Content-Type": type, ...headers });
    response.end(html ?? (status === 204 ? undefined : JSON.stringify(body ?? {})));
  }

  private store(asked: Asked): { status: number; body?: unknown } {
    const id = asked.path.split("/")[3] ?? "";
    if (asked.path.endsWith("/acknowledgement") || asked.path.endsWith("/review-seen")) return { status: 204 };
    const known = this.rows.get(id);
    if (known !== undefined && JSON.stringify(known) !== JSON.stringify(asked.body)) return problem(422, "op_reused");
    this.rows.set(id, asked.body);
    return { status: known === undefined ? 201 : 200, body: { ...(asked.body as object), id } };
  }
}

export function problem(status: number, code: string): { status: number; body: unknown } {
  return { status, body: { type: "about:blank", title: code, status, code, detail: code } };
}

function header(request: IncomingMessage, name: string): string | undefined {
  const value = request.headers[name];
  return typeof value === "string" ? value : undefined;
}

// npm's `web-push`, as scripts/bench_push.py measures it: so many at a time until all are sent.
// node bench_push_npm.mjs PACKAGE_FOLDER default|keep-alive AT_ONCE FOLDER MESSAGES prints the seconds
// it took, by the clock and of the processor.
import { readFileSync } from "node:fs";
import { Agent } from "node:https";
import { createRequire } from "node:module";

const [packages, agentKind, atOnce, folder, messages] = process.argv.slice(2);
const webPush = createRequire(`${packages}/`)("web-push");
const needed = JSON.parse(readFileSync(`${folder}/needed.json`, "utf8"));
const origin = readFileSync(`${folder}/origin`, "utf8");
const agent = agentKind === "keep-alive" ? new Agent({ keepAlive: true }) : undefined;

const options = {
  vapidDetails: {
    subject: needed.contact,
    publicKey: needed.public_key,
    privateKey: needed.private_key,
  },
  TTL: 600,
  topic: "bench",
  urgency: "normal",
  contentEncoding: "aes128gcm",
  timeout: 10_000,
  ...(agent && { agent }),
};

let next = 0;
async function sendUntilDone() {
  while (next < Number(messages)) {
    const number = next++;
    const keys = needed.browsers[number % needed.browsers.length];
    const endpoint = `${origin}/npm-${agentKind}-${atOnce}/${number}`;
    await webPush.sendNotification({ endpoint, keys }, needed.payload, options);
  }
}

const started = performance.now();
const startedWork = process.cpuUsage();
await Promise.all(Array.from({ length: Number(atOnce) }, sendUntilDone));
const work = process.cpuUsage(startedWork);
const seconds = [(performance.now() - started) / 1000, (work.user + work.system) / 1e6];
process.stdout.write(seconds.join(" "));
agent?.destroy();

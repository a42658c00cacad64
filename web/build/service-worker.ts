import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build, type Plugin, type Rolldown } from "vite";
import { compressTextFiles } from "./compress.ts";
import { filesUnder } from "./files.ts";

const WORKER = fileURLToPath(new URL("../src/worker/sw.ts", import.meta.url));

/**
 * Builds `sw.js` after everything else, with the list of files it keeps and a build id that is
 * a hash of their contents: the same source gives the same bytes.
 */
export function serviceWorker(): Plugin {
  let desk = new Set<string>();
  let out = "";
  return {
    name: "companion-service-worker",
    apply: "build",
    configResolved(config) {
      out = config.build.outDir;
    },
    generateBundle(_options, bundle) {
      desk = deskOnly(bundle);
    },
    closeBundle: {
      order: "post",
      sequential: true,
      async handler() {
        const kept = filesUnder(out).filter((file) => isShell(file) && !desk.has(file));
        await buildWorker(out, kept);
        compressTextFiles(out);
      },
    },
  };
}

/** The staff half stays off the clients' phones: chunks that only the desk reaches. */
function deskOnly(bundle: Rolldown.OutputBundle): Set<string> {
  const chunks = Object.values(bundle).filter((item) => item.type === "chunk");
  const byName = new Map(chunks.map((chunk) => [chunk.fileName, chunk]));
  const phone = new Set<string>();
  const visit = (name: string): void => {
    const chunk = byName.get(name);
    if (!chunk || phone.has(name) || chunk.facadeModuleId?.includes("/src/desk/")) return;
    phone.add(name);
    for (const css of chunk.viteMetadata?.importedCss ?? []) phone.add(css);
    for (const next of [...chunk.imports, ...chunk.dynamicImports]) visit(next);
  };
  for (const chunk of chunks) if (chunk.isEntry) visit(chunk.fileName);
  const assets = Object.keys(bundle).filter((name) => name.startsWith("assets/"));
  return new Set(assets.filter((name) => /\.(js|css)$/.test(name) && !phone.has(name)));
}

function isShell(file: string): boolean {
  return file !== "sw.js" && !/\.(gz|br|map)$/.test(file);
}

async function buildWorker(out: string, kept: string[]): Promise<void> {
  const hash = createHash("sha256").update(readFileSync(WORKER));
  for (const file of kept) hash.update(file).update(readFileSync(`${out}/${file}`));
  const buildId = hash.digest("hex").slice(0, 16);
  // The server answers "/" with index.html; navigations must not be given a redirected answer.
  const paths = kept.map((file) => (file === "index.html" ? "/" : `/${file}`));
  await build({
    configFile: false,
    logLevel: "warn",
    publicDir: false,
    define: { __PRECACHE__: JSON.stringify(paths), __BUILD_ID__: JSON.stringify(buildId) },
    build: {
      outDir: out,
      emptyOutDir: false,
      target: ["chrome111", "firefox114", "safari16.4"],
      reportCompressedSize: false,
      lib: { entry: WORKER, formats: ["iife"], name: "worker", fileName: () => "sw.js" },
    },
  });
}

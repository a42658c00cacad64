import { en as core } from "./en.ts";
import { en } from "./en-more.ts";
import { words } from "./index.ts";

/** All the words of the phone half, for its later screens; the shell's own are in `core.ts`. */
export const t = words({ ...core, ...en }, async () => {
  const [shell, more] = await Promise.all([import("./es.ts"), import("./es-more.ts")]);
  return { ...shell.es, ...more.es };
});

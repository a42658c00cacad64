import { en } from "./en.ts";
import { words } from "./index.ts";

/** The words of the shell, the phone half and whatever the halves share. */
export const t = words(en, () => import("./es.ts").then((module) => module.es));

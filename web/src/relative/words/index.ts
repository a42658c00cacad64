import { words } from "../../i18n/index.ts";
import { en } from "./en.ts";
import { es } from "./es.ts";

export const t = words(en, es);

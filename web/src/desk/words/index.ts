import { words } from "../../i18n/index.ts";
import { en } from "./en.ts";
import { es } from "./es.ts";

/** The desk's own words; they come with the desk and not before. */
export const t = words(en, es);

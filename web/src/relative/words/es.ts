import type { Translated } from "../../i18n/index.ts";
import type { en } from "./en.ts";

export const es: Translated<typeof en> = {
  "nav.label": "Páginas",
  "nav.home": "Inicio",
  "home.title": "Hola, {name}",
  "shared.title": "Compartido contigo",
  "shared.none": "Todavía no hay nada compartido contigo. Lo que se comparte lo decide cada persona.",
  "shared.more": "Si alguien quiere que veas algo, aparece aquí por sí solo. No tienes que hacer nada.",
  "classes.title": "Para familias",
  "classes.none": "No hay clases para familias en las próximas dos semanas.",
  "classes.text": "Te esperamos en todas. No hace falta apuntarse.",
  "classes.zone": "Las horas son en {zone}.",
  "classes.failed": "Ahora mismo no se pudieron cargar las clases.",
  "read.link": "Lecturas",
  "read.detail": "Textos cortos para familias, también sin conexión",
  "help.title": "Hablar con alguien",
  "help.more": "Más ayuda",
  "elsewhere.title": "Esta página no es para tu cuenta",
  "elsewhere.go": "Ir a mis páginas",
};

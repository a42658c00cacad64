import type { Words } from "../../i18n/index.ts";

export const en = {
  "nav.label": "Pages",
  "nav.home": "Home",
  "home.title": "Hello, {name}",
  "shared.title": "Shared with you",
  "shared.none": "Nothing is shared with you yet. What is shared is up to them.",
  "shared.more": "If somebody wants you to see something, it appears here by itself. There is nothing you need to do.",
  "classes.title": "For families",
  "classes.none": "No family classes are planned for the next two weeks.",
  "classes.text": "You are welcome in all of these. You do not have to sign up.",
  "classes.zone": "Times are in {zone}.",
  "classes.failed": "The classes could not be loaded just now.",
  "read.link": "Reading",
  "read.detail": "Short texts for families, also without a connection",
  "help.title": "Talk to somebody",
  "help.more": "More help",
  "elsewhere.title": "This page is not for your account",
  "elsewhere.go": "Go to my pages",
} satisfies Words;

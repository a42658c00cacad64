/** Each language by its own name, whichever is spoken now. */
export const LANGUAGES = [
  { value: "en", text: "English" },
  { value: "es", text: "Español" },
];

/** Whether a name is found by what was typed: any part of it, accents and capitals aside. */
export function isFound(name: string, typed: string): boolean {
  return plain(name).includes(plain(typed.trim()));
}

function plain(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

import { useEffect, useState } from "preact/hooks";

/** From here on a list and what was opened from it stand side by side. Kept equal to desk.css. */
const WIDE = "(min-width: 62rem)";

export function useWide(): boolean {
  const [wide, setWide] = useState(() => matchMedia(WIDE).matches);
  useEffect(() => {
    const query = matchMedia(WIDE);
    const look = () => setWide(query.matches);
    query.addEventListener("change", look);
    return () => query.removeEventListener("change", look);
  }, []);
  return wide;
}

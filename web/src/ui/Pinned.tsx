import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import "./screen.css";

/** Stays at the bottom of the window, and keeps as much room free below the page as it covers. */
export function Pinned({ children }: { children: ComponentChildren }) {
  const bar = useRef<HTMLDivElement>(null);
  const [height, setHeight] = useState(0);
  useEffect(() => {
    const observer = new ResizeObserver(() => setHeight(bar.current?.offsetHeight ?? 0));
    if (bar.current) observer.observe(bar.current);
    return () => observer.disconnect();
  }, []);
  return (
    <>
      <div class="pinned-room" style={{ blockSize: `${height}px` }} />
      <div class="pinned" ref={bar}>{children}</div>
    </>
  );
}

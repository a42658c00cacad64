const SPACE = 'xmlns="http://www.w3.org/2000/svg"';

/** The address of an SVG picture for an `img`. Alone in an address it has to name its namespace. */
export function pictureUrl(svg: string): string {
  const whole = svg.includes("xmlns=") ? svg : svg.replace(/^<svg\b/, `<svg ${SPACE}`);
  return `data:image/svg+xml,${encodeURIComponent(whole)}`;
}

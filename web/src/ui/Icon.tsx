const PATHS = {
  today: "M4 10.5 12 4l8 6.5V19a1 1 0 0 1-1 1h-4.5v-5.5h-5V20H5a1 1 0 0 1-1-1z",
  calendar: "M5 5.500h14a1 1 0 0 1 1 1V19a1 1 0 0 1-1 1H5a1 1 0 0 1-1-1V6.500a1 1 0 0 1 1-1zM4 10h16M8.500 3.500v3.500M15.500 3.500v3.500",
  plan: "M8 6.500h12M8 12h12M8 17.500h12M3.500 6.500l1 1 2-2M3.500 12l1 1 2-2M4.200 17.500h1.200",
  entries: "M6 4h12a1 1 0 0 1 1 1v14a1 1 0 0 1-1 1H6a1 1 0 0 1-1-1V5a1 1 0 0 1 1-1zm2.5 5h7m-7 3.5h7m-7 3.5H13",
  help: "M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17zm-2.4-10.7a2.4 2.4 0 1 1 3.5 2.1c-.7.4-1.1.9-1.1 1.6v.4m0 2.6v.1",
  me: "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zm-7.5 8c.6-3.4 3.6-5.2 7.5-5.2s6.9 1.8 7.5 5.2",
  back: "M14.5 5.5 8 12l6.5 6.5",
  forward: "M9.5 5.5 16 12l-6.5 6.5",
  hide: "M4 4l16 16M9.9 5.700A9.8 9.8 0 0 1 12 5.500c5 0 8.3 4 9.3 6.500a12 12 0 0 1-2.7 3.700M6.6 7.300A12.2 12.2 0 0 0 2.7 12c1 2.5 4.3 6.5 9.3 6.500a9.5 9.5 0 0 0 4.6-1.200M10 10.100a2.7 2.7 0 0 0 3.8 3.8",
  check: "M5 12.5 10 17.5 19.5 7",
  close: "M6 6l12 12M18 6 6 18",
  phone: "M6.6 4h2.600l1.5 4-2 1.600a11 11 0 0 0 5.7 5.700l1.6-2 4 1.500v2.600a1.6 1.6 0 0 1-1.7 1.600A15.5 15.5 0 0 1 5 5.7 1.6 1.6 0 0 1 6.6 4z",
  message: "M5 5h14a1 1 0 0 1 1 1v9a1 1 0 0 1-1 1h-7l-4.5 3.500V16H5a1 1 0 0 1-1-1V6a1 1 0 0 1 1-1z",
  bell: "M6.5 16.500V11a5.5 5.5 0 0 1 11 0v5.500l1.5 1.500H5zM10 20.500h4",
  clock: "M12 20.500a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17zM12 7.500V12l3 2",
  place: "M12 20.500s6.5-5.5 6.5-10.500a6.5 6.5 0 0 0-13 0c0 5 6.5 10.5 6.5 10.500zM12 12.200a2.2 2.2 0 1 0 0-4.4 2.2 2.2 0 0 0 0 4.400z",
  wave: "M3 13c2.2 0 2.7-4 5-4s2.8 6 5 6 2.8-4 5-4c1.5 0 2.2 1 3 2",
  plus: "M12 5v14M5 12h14",
} as const;

export type IconName = keyof typeof PATHS;

/** Decoration beside words; never the only carrier of a meaning. */
export function Icon({ name, size = 24 }: { name: IconName; size?: number }) {
  return (
    <svg
      class="icon" width={`${size / 16}rem`} height={`${size / 16}rem`} viewBox="0 0 24 24" fill="none" stroke="currentColor"
      stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true" focusable="false"
    >
      <path d={PATHS[name]} />
    </svg>
  );
}

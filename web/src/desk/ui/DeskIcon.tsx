const PATHS = {
  home: "M4 10.5 12 4l8 6.5V19a1 1 0 0 1-1 1h-4.5v-5.5h-5V20H5a1 1 0 0 1-1-1z",
  check_ins: "M8 6.500h12M8 12h12M8 17.500h12M3.500 6.500l1 1 2-2M3.500 12l1 1 2-2M4.200 17.500h1.200",
  clients: "M9 11.500a3.500 3.500 0 1 0 0-7 3.500 3.500 0 0 0 0 7zM2.500 19.500c.5-3.200 3.200-5 6.500-5s6 1.800 6.500 5M16 4.900a3.500 3.500 0 0 1 0 6.200M17.800 14.900c2 .7 3.300 2.300 3.700 4.600",
  sessions: "M5 5.500h14a1 1 0 0 1 1 1V19a1 1 0 0 1-1 1H5a1 1 0 0 1-1-1V6.500a1 1 0 0 1 1-1zM4 10h16M8.500 3.500v3.500M15.500 3.500v3.500",
  modules: "M12 6.500C10.500 5.200 8.300 4.700 5 4.700a1 1 0 0 0-1 1v11.600a1 1 0 0 0 1 1c3.300 0 5.500.5 7 1.700 1.500-1.200 3.700-1.700 7-1.700a1 1 0 0 0 1-1V5.700a1 1 0 0 0-1-1c-3.300 0-5.500.5-7 1.800zM12 6.500V20",
  inbox: "M4 13.500 6.500 5h11L20 13.500V19H4zM4 13.500h4.500l1 2.500h5l1-2.500H20",
  duty: "M12 20.500a8.500 8.500 0 1 0 0-17 8.500 8.500 0 0 0 0 17zM12 7.500V12l3 2",
  staff: "M6 5.500h12a1 1 0 0 1 1 1V19a1 1 0 0 1-1 1H6a1 1 0 0 1-1-1V6.500a1 1 0 0 1 1-1zM10 3.500h4v3h-4zM12 14a2 2 0 1 0 0-4 2 2 0 0 0 0 4zM8.500 17.500c.4-1.500 1.700-2.200 3.500-2.200s3.100.7 3.500 2.200",
  centre: "M5 20V6l7-2.500L19 6v14M3.500 20h17M9 9.500h1.500M13.500 9.500H15M9 13h1.500M13.500 13H15M10.500 20v-3.500h3V20",
  me: "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zm-7.500 8c.6-3.400 3.600-5.200 7.500-5.200s6.900 1.800 7.500 5.200",
} as const;

export type DeskIconName = keyof typeof PATHS;

/** Decoration beside the words of the desk's pages. */
export function DeskIcon({ name }: { name: DeskIconName }) {
  return (
    <svg
      class="icon" width="24" height="24" viewBox="0 0 24 24" fill="none" stroke="currentColor"
      stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true" focusable="false"
    >
      <path d={PATHS[name]} />
    </svg>
  );
}

export function Timetable({ onMade }: { onMade: () => void }) {
  void onMade;
  return null;
}

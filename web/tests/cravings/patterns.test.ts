import { describe, expect, it } from "vitest";
import { counted, ENOUGH, type Felt, hotHours, hoursOf, ranked, ratedWaves, usualCourse, wallHour } from "../../src/client/craving_logs/patterns.ts";

const ZONE = "America/New_York";
const WALK = { key: "skill.walk", text: "Walk" };
const CALL = { key: "skill.call", text: "Call" };
let made = 0;

function felt(part: Partial<Felt> = {}): Felt {
  made += 1;
  return {
    id: String(made), at: Date.parse("2026-11-20T20:15:00-05:00") + made * 1000, zone: ZONE, uncertain: false, intensity: 8, triggers: [], place: null,
    company: [], did: [], ratings: [], ...part,
  };
}
const wave = (intensity: number, ...points: [number, number][]): Partial<Felt> => ({ intensity, ratings: points.map(([minutes, at]) => ({ minutes, intensity: at })) });
const times = <T>(count: number, make: (index: number) => T): T[] => Array.from({ length: count }, (_, index) => make(index));

/** A small generator with a seed, so that a failure can be seen again. */
function luck(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}
function year(seed: number): Felt[] {
  const next = luck(seed);
  const upTo = (count: number) => Math.floor(next() * count);
  return times(60, () =>
    felt({
      at: Date.parse("2026-01-01T00:00:00Z") + upTo(365 * 24 * 60) * 60_000, intensity: upTo(11), uncertain: next() < 0.1,
      triggers: (["tired", "lonely", "work"] as const).filter(() => next() < 0.4), place: next() < 0.5 ? "home" : null,
      company: (["alone", "friends"] as const).filter(() => next() < 0.4), did: [WALK, CALL].filter(() => next() < 0.6),
      ratings: times(upTo(4), () => ({ minutes: upTo(80), intensity: upTo(11) })),
    }),
  );
}
function shuffled<T>(list: readonly T[], next: () => number): T[] {
  return list.map((value) => ({ value, place: next() })).sort((a, b) => a.place - b.place).map((one) => one.value);
}

describe("what helps", () => {
  const rode = (drop: number, did = [WALK]) => felt({ ...wave(8, [10, 8 - drop]), did });
  it("is ranked only from five times on", () => {
    expect(ranked(times(ENOUGH - 1, () => rode(4)))).toEqual({ known: [], early: [{ ...WALK, n: 4 }] });
    expect(ranked(times(ENOUGH, () => rode(4))).known).toEqual([{ ...WALK, n: 5, drop: 4, least: 4, most: 4 }]);
  });
  it("tells the middle, the least and the most, and puts first what helped most", () => {
    const walks = [1, 2, 3, 6, 8].map((drop) => rode(drop));
    const calls = [-1, 4, 4, 5, 5, 7].map((drop) => rode(drop, [CALL]));
    expect(ranked([...walks, ...calls]).known).toEqual([
      { ...CALL, n: 6, drop: 4.5, least: -1, most: 7 },
      { ...WALK, n: 5, drop: 3, least: 1, most: 8 },
    ]);
  });
  it("counts a wave once, whatever was tapped twice, and none that was not rated again", () => {
    const twice = times(5, () => rode(2, [WALK, WALK]));
    expect(ranked([...twice, ...times(9, () => felt({ did: [WALK] }))]).known[0]?.n).toBe(5);
  });
  it("takes the last rating within the hour, and no later one", () => {
    const late = times(5, () => felt({ ...wave(8, [20, 5], [5, 7], [300, 0]), did: [WALK] }));
    expect(ranked(late).known[0]?.drop).toBe(3);
    expect(ranked(times(9, () => felt({ ...wave(8, [61, 0]), did: [WALK] })))).toEqual({ known: [], early: [] });
  });
  it("cannot tell from nothing: a craving of zero cannot fall", () => {
    expect(ranked(times(9, () => felt({ ...wave(0, [10, 0]), did: [WALK] })))).toEqual({ known: [], early: [] });
  });
  it("uses the words a skill had last", () => {
    const renamed = times(5, (index) => felt({ ...wave(8, [10, 4]), did: [{ key: "x", text: index === 4 ? "New words" : "Old words" }] }));
    expect(ranked(renamed).known[0]?.text).toBe("New words");
  });
});

describe("one's own course", () => {
  it("is not told from fewer than five waves that were rated again", () => {
    const four = times(ENOUGH - 1, () => felt(wave(8, [20, 2])));
    expect(usualCourse([...four, ...times(9, () => felt())])).toEqual([]);
    expect(ratedWaves(four)).toBe(4);
  });
  it("is read off straight lines, and never beyond what was said", () => {
    const course = usualCourse(times(5, () => felt(wave(8, [10, 4], [20, 2]))));
    expect(course.map(({ minutes, mean }) => [minutes, mean])).toEqual([[0, 8], [5, 6], [10, 4], [15, 3], [20, 2]]);
    expect(course.every((point) => point.n === 5)).toBe(true);
  });
  it("tells of each minute only as many waves as reach it", () => {
    const long = times(5, (index) => felt(wave(9, [20, index])));
    const short = times(3, () => felt(wave(5, [5, 3])));
    const course = usualCourse([...long, ...short]);
    expect(course.map((point) => point.n)).toEqual([8, 8, 5, 5, 5]);
    expect(course.at(-1)).toMatchObject({ mean: 2, low: 0, high: 4 });
  });
});

describe("the hours", () => {
  it("are those of the wall where it was felt", () => {
    const at = Date.parse("2026-11-21T03:30:00Z");
    expect(wallHour(at, ZONE)).toEqual({ day: 4, hour: 22 });
    expect(wallHour(at, "Europe/Madrid")).toEqual({ day: 5, hour: 4 });
    expect(wallHour(at, "Asia/Kathmandu")).toEqual({ day: 5, hour: 9 });
  });
  it("hold through both nights on which the clocks change", () => {
    const night = (said: string) => wallHour(Date.parse(said), ZONE);
    expect([night("2026-03-08T01:59:00-05:00"), night("2026-03-08T03:00:00-04:00")]).toEqual([{ day: 6, hour: 1 }, { day: 6, hour: 3 }]);
    expect([night("2026-11-01T01:30:00-04:00"), night("2026-11-01T01:30:00-05:00")]).toEqual([{ day: 6, hour: 1 }, { day: 6, hour: 1 }]);
  });
  it("count each entry once, and none by a wrong clock", () => {
    const entries = [...times(3, () => felt({ intensity: 6 })), felt({ intensity: 9 }), felt({ uncertain: true, intensity: 10 })];
    const week = hoursOf(entries);
    expect(week.flat().reduce((sum, cell) => sum + cell.n, 0)).toBe(4);
    expect(week[4]?.[20]).toEqual({ n: 4, strongest: 9 });
    expect(hotHours(week)).toEqual([{ day: 4, hour: 20, n: 4, strongest: 9 }]);
  });
  it("do not stand out by one entry", () => {
    expect(hotHours(hoursOf([felt()]))).toEqual([]);
  });
});

describe("what was named", () => {
  it("is counted with how strong it was, most often first", () => {
    const entries = [felt({ place: "home", intensity: 4 }), felt({ place: "bar", intensity: 9 }), felt({ place: "home", intensity: 7 })];
    expect(counted(entries, (one) => (one.place ? [one.place] : []))).toEqual([{ key: "home", n: 2, mean: 5.5 }, { key: "bar", n: 1, mean: 9 }]);
  });
});

describe("whatever the entries", () => {
  it.each(times(25, (index) => index + 1))("their order changes nothing (year %i)", (seed) => {
    const entries = year(seed);
    const all = (list: Felt[]) => ({
      course: usualCourse(list), helps: ranked(list), hours: hoursOf(list), hot: hotHours(hoursOf(list)), triggers: counted(list, (one) => one.triggers),
      company: counted(list, (one) => one.company),
    });
    const other = shuffled(entries, luck(seed + 1000)).map((one) => ({ ...one, ratings: shuffled(one.ratings, luck(seed)), did: [...one.did].reverse() }));
    expect(all(other)).toEqual(all(entries));
  });
  it.each(times(25, (index) => index + 1))("nothing is ranked or drawn from fewer than five (year %i)", (seed) => {
    const entries = year(seed);
    const { known, early } = ranked(entries);
    expect(known.every((one) => one.n >= ENOUGH && one.least <= one.drop && one.drop <= one.most)).toBe(true);
    expect(early.every((one) => one.n < ENOUGH)).toBe(true);
    for (const point of usualCourse(entries)) {
      expect(point.n).toBeGreaterThanOrEqual(ENOUGH);
      expect(point.low <= point.mean && point.mean <= point.high).toBe(true);
    }
    expect(usualCourse(entries.slice(0, 4))).toEqual([]);
  });
});

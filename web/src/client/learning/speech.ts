import type { ModuleText, Node } from "../../api/learning.ts";

/** One breath of a text: short, because some platforms fall silent in the middle of a long one. */
export type Piece = { block: number; words: string };
/** What a platform does: `say` calls back once when it is done or has failed. */
export type Mouth = { say: (words: string, done: (well: boolean) => void) => void; hush: () => void };
export type Speaking = { state: "off" | "playing" | "paused"; block: number | null };

const LONGEST = 220;

/** The whole text in pieces; what is in a list is read item by item. */
export function piecesOf(text: Pick<ModuleText, "blocks">): Piece[] {
  return text.blocks.flatMap((node, block) => partsOf(node).flatMap((words) => breaths(words).map((one) => ({ block, words: one }))));
}

function partsOf(node: Node): string[] {
  if (typeof node !== "string" && (node.tag === "ul" || node.tag === "ol" || node.tag === "blockquote")) return (node.in ?? []).flatMap(partsOf);
  const words = said(node).replace(/\s+/g, " ").trim();
  return /[\p{L}\p{N}]/u.test(words) ? [words] : [];
}

function said(node: Node): string {
  if (typeof node === "string") return node;
  if (node.tag === "br") return " ";
  return node.tag === "img" ? (node.alt ?? "") : (node.in ?? []).map(said).join(node.tag === "li" ? " " : "");
}

/** Whole sentences, put together up to a length; a very long one is cut between words. */
export function breaths(words: string): string[] {
  const sentences = (words.match(/[^.!?…]+[.!?…]*["”»)\]]*\s*/g) ?? [words]).flatMap(cut);
  const found: string[] = [];
  for (const sentence of sentences) {
    const last = found.at(-1);
    if (last !== undefined && last.length + sentence.length <= LONGEST) found[found.length - 1] = last + sentence;
    else found.push(sentence);
  }
  return found.map((one) => one.trim()).filter(Boolean);
}

function cut(sentence: string): string[] {
  return sentence.length <= LONGEST ? [sentence] : (sentence.match(/.{1,200}(?:\s|$)/g) ?? [sentence]);
}

/**
 * Reads aloud. A pause is a stop that remembers the piece: what platforms call a pause either loses
 * its place or never ends on some of them.
 */
export class Speaker {
  private at = 0;
  private turn = 0;
  private now: Speaking = { state: "off", block: null };

  constructor(private readonly pieces: Piece[], private readonly mouth: Mouth, private readonly tell: (now: Speaking) => void) {}

  /** From the first piece of a block, or of the next one that has words. */
  play(block: number): void {
    const at = this.pieces.findIndex((piece) => piece.block >= block);
    this.at = at < 0 ? 0 : at;
    this.next();
  }

  pause(): void {
    if (this.now.state !== "playing") return;
    this.quiet();
    this.set({ state: "paused", block: this.now.block });
  }

  goOn(): void {
    if (this.now.state === "paused") this.next();
  }

  stop(): void {
    this.quiet();
    this.set({ state: "off", block: null });
  }

  private next(): void {
    const piece = this.pieces[this.at];
    if (!piece) return this.stop();
    const turn = (this.turn += 1);
    this.set({ state: "playing", block: piece.block });
    this.mouth.say(piece.words, (well) => {
      // What was silenced reports its end as well, and late.
      if (turn !== this.turn) return;
      if (!well) return this.stop();
      this.at += 1;
      this.next();
    });
  }

  private quiet(): void {
    this.turn += 1;
    this.mouth.hush();
  }

  private set(now: Speaking): void {
    this.now = now;
    this.tell(now);
  }
}

type Spoken = Pick<SpeechSynthesisVoice, "lang" | "localService" | "default">;

/** A voice that speaks on the phone itself: others send every sentence to somebody else's machine. */
export function voiceFor<V extends Spoken>(voices: readonly V[], wanted: string): V | null {
  const own = voices.filter((voice) => voice.localService && voice.lang.toLowerCase().replace("_", "-").split("-")[0] === wanted);
  const near = wanted === "es" ? /^es[-_](us|mx|419)/i : /^en[-_]us/i;
  return own.find((voice) => near.test(voice.lang) && voice.default) ?? own.find((voice) => near.test(voice.lang)) ?? own[0] ?? null;
}

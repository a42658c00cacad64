import "./styles/index.css";
import { effect } from "@preact/signals";
import { render } from "preact";
import { App, warmUp } from "./app.tsx";
import { startSync } from "./offline/sync.ts";
import { startPerson, who } from "./person.ts";
import { renewAtStart } from "./push/permission.ts";
import { askStart, start as told } from "./start.ts";
import { coverWhileAway } from "./ui/Cover.tsx";
import { registerWorker, reloadForMissingChunks, waitForInstallPrompt } from "./updates.ts";

async function start(): Promise<void> {
  coverWhileAway();
  reloadForMissingChunks();
  waitForInstallPrompt();
  await startPerson();
  startSync();
  render(<App />, document.getElementById("app")!);
  effect(() => {
    if (who.value.state !== "starting") queueMicrotask(() => void askStart());
  });
  addEventListener("online", () => void askStart());
  await registerWorker();
  warmUp();
  effect(() => {
    const key = told.value?.push_key;
    if (who.value.state === "in" && key) queueMicrotask(() => void renewAtStart(key));
  });
}

void start();

import type { ComponentChildren } from "preact";
import { t } from "../../i18n/more.ts";

/** A small telephone to draw on: 120 wide, 200 high. */
function Phone({ label, children }: { label: string; children: ComponentChildren }) {
  return (
    <svg viewBox="0 0 120 200" role="img" aria-label={label}>
      <rect class="phone" x="4" y="4" width="112" height="192" rx="16" />
      <rect class="page" x="12" y="18" width="96" height="164" rx="6" />
      {children}
    </svg>
  );
}

function ShareMark({ x, y }: { x: number; y: number }) {
  return <path class="mark" d={`M${x} ${y + 5}v-13m-4.5 4.5 4.5-4.5 4.5 4.500m-7.5 3.500h-3v12h12v-12h-3`} />;
}

function MenuRow({ y, chosen }: { y: number; chosen?: boolean }) {
  return (
    <>
      {chosen && <rect class="target" x="18" y={y - 9} width="84" height="20" rx="6" />}
      <rect class={chosen ? "dot" : "word"} x="26" y={y - 2.5} width={chosen ? 48 : 40} height="5" rx="2.5" />
    </>
  );
}

export function IphonePictures() {
  return (
    <div class="pictures">
      <Phone label={t("install.iphone_1")}>
        <rect class="bar" x="12" y="156" width="96" height="26" rx="6" />
        <circle class="target" cx="60" cy="169" r="14" />
        <ShareMark x={60} y={168} />
      </Phone>
      <Phone label={t("install.iphone_2")}>
        <rect class="panel" x="12" y="74" width="96" height="108" rx="10" />
        <MenuRow y={94} />
        <MenuRow y={118} />
        <MenuRow y={142} chosen />
        <path class="mark" d="M88 137.500h8a2 2 0 0 1 2 2v8a2 2 0 0 1-2 2h-8a2 2 0 0 1-2-2v-8a2 2 0 0 1 2-2zm4 3v6m-3-3h6" stroke-width="1.5" />
        <MenuRow y={166} />
      </Phone>
      <HomeScreen />
    </div>
  );
}

export function AndroidPicture() {
  return (
    <div class="pictures">
      <Phone label={t("install.android_1")}>
        <rect class="bar" x="12" y="18" width="96" height="22" rx="6" />
        <circle class="target" cx="96" cy="29" r="12" />
        <circle class="dot" cx="96" cy="23" r="2" /><circle class="dot" cx="96" cy="29" r="2" /><circle class="dot" cx="96" cy="35" r="2" />
      </Phone>
      <Phone label={t("install.android_2")}>
        <rect class="panel" x="30" y="22" width="78" height="104" rx="8" />
        <rect class="word" x="40" y="36" width="44" height="5" rx="2.5" />
        <rect class="word" x="40" y="56" width="52" height="5" rx="2.5" />
        <rect class="target" x="34" y="68" width="70" height="20" rx="6" />
        <rect class="dot" x="40" y="75.5" width="48" height="5" rx="2.5" />
        <rect class="word" x="40" y="100" width="40" height="5" rx="2.5" />
      </Phone>
      <HomeScreen />
    </div>
  );
}

function HomeScreen() {
  const places = [0, 1, 2, 3, 4, 5, 6, 7, 8];
  return (
    <Phone label={t("install.on_home")}>
      {places.map((place) => (
        <rect
          key={place} class={place === 4 ? "app" : "word"} x={20 + (place % 3) * 29} y={34 + Math.floor(place / 3) * 38}
          width="22" height="22" rx="6"
        />
      ))}
      <rect class="dot" x="47" y="98" width="26" height="4" rx="2" />
    </Phone>
  );
}

import { useState } from "preact/hooks";
import { call } from "../../api/call.ts";
import type { CentreRoom } from "../../api/programs.ts";
import { Button } from "../../ui/Button.tsx";
import { Field } from "../../ui/Field.tsx";
import { announce } from "../../ui/Live.tsx";
import { useFetched } from "../../ui/resource.ts";
import { Sheet } from "../../ui/Sheet.tsx";
import { Card, Notice, Tag } from "../../ui/surfaces.tsx";
import { Loaded } from "../ui/Loaded.tsx";
import { sayRefusal } from "../programmes/say.ts";
import { t } from "../programmes/words.ts";
import { t as desk } from "../words/index.ts";

/** Where sessions take place. */
export function Rooms() {
  const rooms = useFetched(() => call("GET /api/rooms"));
  const [open, setOpen] = useState<CentreRoom | "new" | null>(null);

  async function saved(): Promise<void> {
    announce(t("room.saved"));
    await rooms.reload();
    setOpen(null);
  }
  return (
    <Card label={t("rooms")}>
      <h2>{t("rooms")}</h2>
      <p class="small muted">{t("rooms.hint")}</p>
      <Loaded of={rooms}>
        {({ items }) => items.length === 0 ? <p>{t("rooms.none")}</p> : (
          <ul class="prog-rooms">
            {items.map((room) => <RoomRow key={room.id} room={room} onEdit={() => setOpen(room)} />)}
          </ul>
        )}
      </Loaded>
      <div><Button look="quiet" icon="plus" onClick={() => setOpen("new")}>{t("room.add")}</Button></div>
      {open && <RoomSheet room={open === "new" ? null : open} onSaved={saved} onClose={() => setOpen(null)} />}
    </Card>
  );
}

function RoomRow({ room, onEdit }: { room: CentreRoom; onEdit: () => void }) {
  return (
    <li class="spread">
      <span>
        <strong>{room.name}</strong> {room.closed && <Tag>{t("room.closed")}</Tag>}
        {room.seats !== null && <><br /><span class="small muted">{t("room.count", { count: room.seats })}</span></>}
      </span>
      <Button look="plain" label={`${t("room.edit")}: ${room.name}`} onClick={onEdit}>{t("room.edit")}</Button>
    </li>
  );
}

type SheetProps = { room: CentreRoom | null; onSaved: () => Promise<void>; onClose: () => void };

function RoomSheet({ room, onSaved, onClose }: SheetProps) {
  const [name, setName] = useState(room?.name ?? "");
  const [seats, setSeats] = useState(room?.seats === null || room === null ? "" : String(room.seats));
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState<string | null>(null);
  const count = seats.trim() === "" ? null : Number(seats);
  const seatsWrong = count !== null && !(Number.isInteger(count) && count >= 1 && count <= 1000);
  const nameWrong = !name.trim();

  async function save(closed: boolean): Promise<void> {
    setTried(true);
    if (busy || nameWrong || seatsWrong) return;
    setBusy(true);
    const body = { name: name.trim(), seats: count };
    try {
      if (room) await call("PUT /api/rooms/{id}", { path: { id: room.id }, body: { ...body, closed } });
      else await call("POST /api/rooms", { body });
      await onSaved();
    } catch (error) {
      setWrong(sayRefusal(error));
      setBusy(false);
    }
  }
  return (
    <Sheet title={room ? room.name : t("room.add")} onClose={onClose} busy={busy}>
      <form
        class="stack" noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void save(room?.closed ?? false);
        }}
      >
        <Field label={t("room.name")} wrong={tried && nameWrong ? desk("wrong.name") : null} value={name} maxLength={120} autocomplete="off" onText={setName} />
        <Field
          label={t("room.seats")} hint={t("room.seats_hint")} inputMode="numeric" wrong={seatsWrong ? t("wrong.whole") : null} value={seats} autocomplete="off"
          onText={setSeats}
        />
        {wrong && <Notice kind="error" live>{wrong}</Notice>}
        <Button type="submit" wide busy={busy}>{t("room.save")}</Button>
        {room && <Button look="quiet" wide busy={busy} onClick={() => void save(!room.closed)}>{t(room.closed ? "room.open" : "room.close")}</Button>}
      </form>
    </Sheet>
  );
}

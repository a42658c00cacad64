import { useState } from "preact/hooks";
import type { ContactToMake } from "../../api/aftercare.ts";
import { call } from "../../api/call.ts";
import type { Day } from "../../api/types.ts";
import { longDay } from "../../time.ts";
import { Button } from "../../ui/Button.tsx";
import { Toggle } from "../../ui/Field.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { useFetched } from "../../ui/resource.ts";
import { Screen } from "../../ui/Screen.tsx";
import { Card, Empty, Tag } from "../../ui/surfaces.tsx";
import { DeskNav } from "../ui/DeskNav.tsx";
import { Heading } from "../ui/Heading.tsx";
import { Loaded } from "../ui/Loaded.tsx";
import "./aftercare.css";
import { RecordSheet } from "./RecordSheet.tsx";
import { t } from "./words.ts";

/** Who is to hear from somebody this week, over all of the viewer's clients in aftercare. */
export function ContactsPage() {
  const contacts = useFetched(() => call("GET /api/contacts"));
  const [onlyMine, setOnlyMine] = useState(false);
  const [open, setOpen] = useState<ContactToMake | null>(null);
  return (
    <Screen title={t("week.title")} under={t("week.under")} back="/desk/clients" wide nav={<DeskNav />}>
      <Loaded of={contacts}>
        {({ items, today }) => {
          const shown = items.filter((one) => one.is_mine || !onlyMine);
          const list = { today, onOpen: setOpen };
          return (
            <div class="stack">
              {items.some((one) => !one.is_mine) && <div class="touch-filter"><Toggle label={t("week.mine")} on={onlyMine} onToggle={setOnlyMine} /></div>}
              {shown.length === 0 && <Empty><p class="large">{t("week.none")}</p><p class="small">{t("week.none_text")}</p></Empty>}
              <Part title={t("week.now")} items={shown.filter((one) => one.is_now)} {...list} />
              <Part title={t("week.soon")} items={shown.filter((one) => !one.is_now)} {...list} />
            </div>
          );
        }}
      </Loaded>
      {open && (
        <RecordSheet
          clientId={open.client.id} name={open.client.shown_name} dueOn={open.due_on} onClose={() => setOpen(null)}
          onDone={async () => {
            await contacts.reload();
            setOpen(null);
          }}
        />
      )}
    </Screen>
  );
}

type ListProps = { today: Day; onOpen: (one: ContactToMake) => void };

function Part({ title, items, ...list }: ListProps & { title: string; items: ContactToMake[] }) {
  if (items.length === 0) return null;
  return (
    <Card>
      <Heading>{title} <span class="muted">{items.length}</span></Heading>
      <ul class="touch-list">{items.map((one) => <Row key={one.client.id} one={one} {...list} />)}</ul>
    </Card>
  );
}

function Row({ one, today, onOpen }: ListProps & { one: ContactToMake }) {
  const name = one.client.shown_name;
  const isLate = one.until_on < today;
  const day = longDay(one.due_on);
  return (
    <li>
      <span class="touch-who">
        <strong><a href={`/desk/clients/${one.client.id}/contact`}>{name}</a></strong>
        <span class={isLate ? "small desk-overdue" : "small"}>{isLate && <Icon name="clock" size={16} />}{t(one.due_on < today ? "week.late" : "week.due", { day })}</span>
        <span class="small muted">{one.is_mine ? t("week.you") : t("week.by", { name: one.contact.shown_name })}</span>
        {one.line && <span class="small">“{one.line}”</span>}
      </span>
      {one.standing === "not_reached" && <Tag kind="warn">{t("s.not_reached")}</Tag>}
      {one.is_now && <Button look={one.is_mine ? "primary" : "quiet"} label={t("say.do_of", { name, day })} onClick={() => onOpen(one)}>{t("say.do")}</Button>}
    </li>
  );
}

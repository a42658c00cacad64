import { Component, type ComponentChildren } from "preact";
import { t } from "../i18n/core.ts";
import { Button, ButtonLink } from "./Button.tsx";

type Props = { children: ComponentChildren };

/** A fault in one screen leaves a sentence and the way to help, never an empty page. */
export class Careful extends Component<Props, { failed: boolean }> {
  override state = { failed: false };

  override componentDidCatch(): void {
    this.setState({ failed: true });
  }

  render() {
    if (!this.state.failed) return this.props.children;
    return (
      <main class="screen">
        <h1>{t("fault.title")}</h1>
        <p>{t("fault.text")}</p>
        <Button onClick={() => location.assign("/")}>{t("home")}</Button>
        <ButtonLink href="/help" look="quiet">{t("tab.help")}</ButtonLink>
      </main>
    );
  }
}

import { Route, Router } from "preact-iso";
import { me } from "../person.ts";
import { ButtonLink } from "../ui/Button.tsx";
import { Screen } from "../ui/Screen.tsx";
import { Emergency } from "./Emergency.tsx";
import { Home } from "./Home.tsx";
import { MyPlan } from "./MyPlan.tsx";
import "./relative.css";
import { SharedPage } from "./SharedPage.tsx";
import { t } from "./words/index.ts";

/** The half for relatives. Of anybody else it shows what they share now, and keeps nothing of it. */
export default function Relative() {
  if (!me().roles.includes("relative")) {
    return <Screen title={t("elsewhere.title")} nav={null}><ButtonLink href="/">{t("elsewhere.go")}</ButtonLink></Screen>;
  }
  return (
    <Router>
      <Route path="/shared" component={SharedPage} />
      <Route path="/mine" component={MyPlan} />
      <Route path="/emergency" component={Emergency} />
      <Route default component={Home} />
    </Router>
  );
}

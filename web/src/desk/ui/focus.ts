/** Brings whoever sent an unfinished form to the first thing to put right. */
export function focusFirstWrong(form: EventTarget | null): void {
  requestAnimationFrame(() => {
    if (!(form instanceof HTMLElement)) return;
    const wrong = form.querySelector<HTMLElement>("[aria-invalid='true'], .wrong");
    const field = wrong?.matches(".wrong") ? wrong.closest("fieldset")?.querySelector("button") : wrong;
    field?.focus();
  });
}

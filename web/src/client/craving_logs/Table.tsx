import type { ComponentChildren } from "preact";
import "./charts.css";

/** The numbers behind a picture, for whoever wants them or cannot see it. */
export function Table({ open, head, rows }: { open: string; head: string[]; rows: ComponentChildren[][] }) {
  return (
    <details class="small">
      <summary>{open}</summary>
      <div class="wide-table" tabIndex={0} role="region" aria-label={open}>
        <table>
          <thead><tr>{head.map((one) => <th key={one} scope="col">{one}</th>)}</tr></thead>
          <tbody>{rows.map((row, index) => <tr key={index}>{row.map((cell, column) => (column === 0 ? <th key={column} scope="row">{cell}</th> : <td key={column}>{cell}</td>))}</tr>)}</tbody>
        </table>
      </div>
    </details>
  );
}

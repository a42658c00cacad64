import type { ComponentChildren } from "preact";
import "./charts.css";

type Props = { open: string; of: string; head: string[]; rows: ComponentChildren[][] };

/** The numbers behind a picture, for whoever wants them or cannot see it. */
export function Table({ open, of, head, rows }: Props) {
  return (
    <details class="small">
      <summary>{open}</summary>
      <div class="wide-table" tabIndex={0} role="region" aria-label={`${of}: ${open}`}>
        <table>
          <thead><tr>{head.map((one) => <th key={one} scope="col">{one}</th>)}</tr></thead>
          <tbody>{rows.map((row, index) => <tr key={index}>{row.map((cell, column) => (column === 0 ? <th key={column} scope="row">{cell}</th> : <td key={column}>{cell}</td>))}</tr>)}</tbody>
        </table>
      </div>
    </details>
  );
}

/** A turning circle; `label` is what a screen reader says meanwhile. `inline` is as high as a line of text. */
export function Spinner({ label, inline }: { label: string; inline?: boolean }) {
  return (
    <span className={`spinner ${inline ? 'spinner-inline' : 'spinner-md'}`} role="status">
      <span className="clr-sr-only">{label}</span>
    </span>
  )
}

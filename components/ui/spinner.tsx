/** A turning circle; `label` is what a screen reader says meanwhile. */
export function Spinner({ label }: { label: string }) {
  return (
    <span className="spinner spinner-md" role="status">
      <span className="clr-sr-only">{label}</span>
    </span>
  )
}

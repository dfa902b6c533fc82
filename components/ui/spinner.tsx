/** A turning circle; `label` is what a screen reader says meanwhile. */
export function Spinner({ label, size = 'md' }: { label: string; size?: 'sm' | 'md' }) {
  return (
    <span className={`spinner spinner-${size}`} role="status">
      <span className="clr-sr-only">{label}</span>
    </span>
  )
}

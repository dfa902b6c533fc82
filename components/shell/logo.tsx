/** Our mark: a robot's face in a hexagonal crate. */
export function Logo() {
  return (
    <svg viewBox="0 0 40 40" width={40} height={40} aria-hidden focusable="false" fill="none">
      <path
        d="M20 2.5 35.2 11.2v17.6L20 37.5 4.8 28.8V11.2Z"
        stroke="currentColor"
        strokeWidth="2.5"
        strokeLinejoin="round"
      />
      <path d="M20 7.5v4.2" stroke="currentColor" strokeWidth="2.5" strokeLinecap="round" />
      <rect x="10.5" y="12.5" width="19" height="14" rx="4" fill="currentColor" />
      <g fill="var(--logo-eyes, #00364d)">
        <circle cx="16" cy="18.5" r="2.1" />
        <circle cx="24" cy="18.5" r="2.1" />
        <rect x="15" y="22.4" width="10" height="1.7" rx="0.85" />
      </g>
      <path d="M14.5 30.5h11" stroke="currentColor" strokeWidth="2.5" strokeLinecap="round" />
    </svg>
  )
}

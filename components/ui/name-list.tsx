/** The names of what is about to be changed, below the question. */
export function NameList({ rows }: { rows: { id: number; name: string }[] }) {
  return (
    <ul className="name-list">
      {rows.map(({ id, name }) => (
        <li key={id}>{name}</li>
      ))}
    </ul>
  )
}

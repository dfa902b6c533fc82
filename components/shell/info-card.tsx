import type { ReactNode } from 'react'

/** A small card beside a title, such as "Access Level: Public". */
export function InfoCard({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="info-card" aria-label={title}>
      <h2>{title}</h2>
      <div className="info-card-value">{children}</div>
    </section>
  )
}

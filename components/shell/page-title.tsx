/** The heading of a list page, such as "Projects". */
export function PageTitle({ children }: { children: string }) {
  return <h1 className="page-title">{children}</h1>
}

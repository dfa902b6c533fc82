import { NotForYou } from './not-for-you'

/** Only who sees the project gets here, at a page of it that their role does not show. */
export default function ProjectPageNotFound() {
  return <NotForYou what="pageNotForYou" />
}

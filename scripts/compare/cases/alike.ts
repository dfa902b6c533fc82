import type { Case } from '../case'

/** A row of the table that concerns many cases alike: which of them, and where in an answer if not in its status. */
type Rule = { row: string; at?: RegExp; operation?: RegExp; as?: Case['as']; path?: RegExp }

const rules: readonly Rule[] = [
  { row: 'effect-told', at: /\.effect$/ },
  { row: 'helm-pairs', at: /^body\.project\.helm-chart/, operation: /^getPermissions$/ },
  { row: 'no-quotas', at: /^body\.quota$/, operation: /^getProjectSummary$/ },
  { row: 'page-zero-link', at: /^headers\.link$/, path: /page=(0|-1)(&|$)/ },
  { row: 'search-pages', at: /^body/, operation: /^searchUsers$/ },
  { row: 'own-events', at: /^body/, operation: /^listAuditLogExts$/ },
  { row: 'robot-missing-project', as: 'systemRobot', path: /\{noneName\}/ },
  { row: 'robot-project-read', as: 'systemRobot', path: /^\/projects\// },
  { row: 'robots-and-users', as: 'systemRobot', path: /^\/users/ },
  { row: 'robot-unseen', as: 'outsider', path: /^\/robots\// },
  { row: 'nobody-and-users', as: 'anonymous', path: /^\/users\// },
  { row: 'caller-first', as: 'anonymous' },
  { row: 'project-creation', operation: /^createProject$/ },
  { row: 'missing-first', operation: /^(createProjectMember|updateUserProfile|updateUserPassword)$/ },
  { row: 'member-minus-one', path: /\/members\/-1/ },
  { row: 'roles-checked', operation: /^updateProjectMember$/ },
  { row: 'query-faults', path: /[?&]q=/ },
]

/** The rows that may tell of a difference at this place of a case's answers. */
export const rowsFor = ({ operation, as = 'admin', path, differs, at }: Case, place: string): string[] => [
  ...(differs !== undefined && (place === 'status' || at?.test(place)) ? [differs] : []),
  ...rules
    .filter((rule) => (rule.at ? rule.at.test(place) : place === 'status'))
    .filter((rule) => (rule.operation?.test(operation) ?? true) && (rule.as ?? as) === as)
    .filter((rule) => rule.path?.test(path) ?? true)
    .map(({ row }) => row),
]

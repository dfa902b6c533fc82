type Query = Record<string, string | number | boolean | undefined>

type RobotPlace = { project: { name: string } | null; name: string; legacy: boolean }

/** Every URL of the app. Names are encoded here, so callers pass them as they are. */
export const paths = {
  home: () => '/',
  live: () => '/livez',
  ready: () => '/readyz',
  signIn: ({ from }: { from?: string } = {}) => withQuery('/sign-in', { from }),
  projects: () => '/projects',
  project: (name: string) => `/projects/${encodeURIComponent(name)}`,
  projectRobots: (name: string, query: Query = {}) => withQuery(`${paths.project(name)}/robots`, query),
  projectMembers: (name: string) => `${paths.project(name)}/members`,
  projectLogs: (name: string, query: Query = {}) => withQuery(`${paths.project(name)}/logs`, query),
  projectLogsExport: (name: string, query: Query = {}) => withQuery(`${paths.project(name)}/logs/export`, query),
  robots: (query: Query = {}) => withQuery('/robots', query),
  robotsExport: (query: Query = {}) => withQuery('/robots/export', query),
  robotList: (project: { name: string } | null) =>
    project ? paths.projectRobots(project.name) : paths.administrationRobots(),
  /** Where everything that happened to a robot is listed. */
  robotLog: ({ id: robot, project }: { id: number; project: { name: string } | null }) =>
    project ? paths.projectLogs(project.name, { robot }) : paths.administrationLogs({ robot }),
  /** A robot's own page; a legacy robot may be called as another one is. */
  robot: ({ project, name, legacy }: RobotPlace) =>
    `${paths.robotList(project)}/${encodeURIComponent(name)}${legacy ? '?legacy' : ''}`,
  /** Its secrets, on that page. */
  robotSecrets: (robot: RobotPlace): string => `${paths.robot(robot)}#robot-secrets`,
  help: () => '/help',
  manualPage: (name: string) => `/help/${name}`,
  apiDescription: () => '/help/api-description',
  about: () => '/about',
  explain: (query: Query = {}) => withQuery('/explain', query),
  /** Of a project, or of a repository of one. */
  whoCan: (query: Query = {}) => withQuery('/who-can', query),
  whoCanExport: (query: Query = {}) => withQuery('/who-can/export', query),
  links: () => '/links',
  /** Its key stands behind it as a fragment: see link-fragment.ts. */
  link: (id: string) => `/link/${encodeURIComponent(id)}`,
  administrationRobots: (query: Query = {}) => withQuery('/administration/robots', query),
  administrationUsers: () => '/administration/users',
  administrationConfiguration: () => '/administration/configuration',
  administrationLogs: (query: Query = {}) => withQuery('/administration/logs', query),
  administrationLogsExport: (query: Query = {}) => withQuery('/administration/logs/export', query),
  auth: {
    csrf: () => '/api/auth/csrf',
    credentials: () => '/api/auth/callback/credentials',
  },
  api: {
    description: () => '/api/v2.0/openapi.json',
    projects: (query: Query = {}) => withQuery('/api/v2.0/projects', query),
    robots: (query: Query = {}) => withQuery('/api/v2.0/robots', query),
    robot: (id: number) => `/api/v2.0/robots/${id}`,
    robotProjects: (id: number, query: Query = {}) => withQuery(`/api/v2.0/robots/${id}/projects`, query),
    robotActivity: (id: number) => `/api/v2.0/robots/${id}/activity`,
    robotSecrets: (id: number) => `/api/v2.0/robots/${id}/secrets`,
    robotHandOff: (id: number) => `/api/v2.0/robots/${id}/hand-off`,
    robotLess: (id: number) => `/api/v2.0/robots/${id}/less`,
    heldProjects: (id: number) => `/api/v2.0/robots/${id}/held-projects`,
    presets: () => '/api/v2.0/robots/presets',
    robotHomes: (query: Query = {}) => withQuery('/api/v2.0/robots/homes', query),
    matchingRobots: (query: Query) => withQuery('/api/v2.0/robots/matching', query),
    link: (id: number) => `/api/v2.0/links/${id}`,
    eventChanges: (id: number) => `/api/v2.0/auditlog-exts/${id}/changes`,
    namesToExplain: (search: string) => withQuery('/api/v2.0/robots/names', { search }),
    projectIds: (query: Query = {}) => withQuery('/api/v2.0/robots/project-ids', query),
  },
}

/** Appends the query's defined values; an absent or undefined value leaves no trace in the URL. */
function withQuery(path: string, query: Query): string {
  const params = new URLSearchParams()
  for (const [key, value] of Object.entries(query)) {
    if (value !== undefined) params.set(key, String(value))
  }
  const text = params.toString()
  return text ? `${path}?${text}` : path
}

/** What a new system needs, and whether it is done. */
export type FirstSteps = { registry: boolean; address: boolean; robot: boolean; signIn: boolean; password: boolean }

import { nextAuth } from '@/lib/server/auth/next-auth'

export const GET = nextAuth
export const POST = nextAuth

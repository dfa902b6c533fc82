import path from 'node:path'
import { unique } from '../fixtures'

/** Writes what an image with one file is built from, without a base image to fetch; the file is like no other. */
export function writeBuildContext(inHome: (name: string, text: string) => string): string {
  inHome('context/hello.txt', unique('text'))
  return path.dirname(inHome('context/Containerfile', 'FROM scratch\nCOPY hello.txt /\n'))
}

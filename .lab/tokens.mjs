var __defProp = Object.defineProperty;
var __export = (target, all) => {
  for (var name in all)
    __defProp(target, name, { get: all[name], enumerable: true });
};

// lib/server/http/load-env.ts
import nextEnv from "@next/env";

// lib/server/env.ts
import { isIP } from "node:net";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { z as z2 } from "zod";

// lib/domain/secret-rule.ts
var minSecretLength = 8;
var maxSecretLength = 128;
function isValidSecret(secret) {
  const bytes = new TextEncoder().encode(secret).length;
  if (bytes < minSecretLength || bytes > maxSecretLength) return false;
  return /[a-z]/.test(secret) && /[A-Z]/.test(secret) && /[0-9]/.test(secret);
}
var isTypableSecret = (secret) => isValidSecret(secret) && !/\s/.test(secret);

// lib/domain/settings.ts
import { z } from "zod";

// lib/domain/expiry.ts
var maxDurationDays = 2147483646;
var secondsPerDay = 86400;
var warningSeconds = 7 * secondsPerDay;
function isExpired(expiresAt, nowSeconds2) {
  return expiresAt !== null && expiresAt <= nowSeconds2;
}

// lib/domain/settings.ts
var settingKeys = {
  robotNamePrefix: "robot_name_prefix",
  robotDurationDays: "robot_token_duration",
  sessionTimeoutMinutes: "session_timeout",
  tokenExpirationMinutes: "token_expiration"
};
var settingNames = Object.keys(settingKeys);
var defaultSettings = {
  robotNamePrefix: "robot$",
  robotDurationDays: 30,
  sessionTimeoutMinutes: 60,
  tokenExpirationMinutes: 5
};
var maxPrefixLength = 64;
var maxSessionMinutes = 12 * 60;
var maxTokenMinutes = 24 * 60;
var robotNamePrefix = z.string().min(1, "prefix").max(maxPrefixLength, "prefix").regex(/^[!#-&(-.0-9;-[\]-_a-~]+$/, "prefix");
var whole = (max, message) => z.number(message).int(message).min(1, message).max(max, message);
var settingRules = {
  robotNamePrefix,
  robotDurationDays: whole(maxDurationDays, "robotDuration"),
  sessionTimeoutMinutes: whole(maxSessionMinutes, "sessionTimeout"),
  tokenExpirationMinutes: whole(maxTokenMinutes, "tokenExpiration")
};
var somethingOf = z.object(settingRules).partial();
var updateSettingsInput = z.object({ changes: somethingOf, seen: somethingOf.optional() });
var typedNumber = (rule, message) => z.string().trim().regex(/^\d{1,12}$/, message).transform(Number).pipe(rule);
var settingsForm = z.object({
  robotNamePrefix,
  robotDurationDays: typedNumber(settingRules.robotDurationDays, "robotDuration"),
  sessionTimeoutMinutes: typedNumber(settingRules.sessionTimeoutMinutes, "sessionTimeout"),
  tokenExpirationMinutes: typedNumber(settingRules.tokenExpirationMinutes, "tokenExpiration")
});

// lib/server/global-state.ts
function globalState(name, make) {
  const states = slots();
  const known = states.get(name);
  if (known) return known;
  const made = make();
  states.set(name, made);
  return made;
}
function slots() {
  const holder = globalThis;
  return holder[key] ??= /* @__PURE__ */ new Map();
}
var key = /* @__PURE__ */ Symbol.for("robot-console.state");

// lib/server/env.ts
var env = () => globalState("env", () => parseEnv(process.env));
var isDevelopment = () => process.env.NODE_ENV === "development";
function parseEnv(record2) {
  const given = Object.fromEntries(Object.entries(record2).filter(([, value]) => value?.trim()));
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  const { path: names, message } = parsed.error.issues[0];
  throw new Error(`${names.join(".")} ${message}.`);
}
var origin = (value, context) => {
  const url = URL.canParse(value) ? new URL(value) : null;
  const isPlain2 = url && /^https?:$/.test(url.protocol) && !url.username && !url.password;
  if (isPlain2 && url.pathname === "/" && !url.search && !url.hash) return url.origin;
  context.addIssue("must be an http or https address without a path, such as https://robots.example.com");
  return z2.NEVER;
};
var isNetwork = (text) => {
  const [address = "", bits, ...rest] = text.split("/");
  const version = isIP(address);
  if (version === 0 || rest.length > 0) return false;
  return bits === void 0 || /^\d{1,3}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128);
};
var proxies = (value, context) => {
  if (/^\d+$/.test(value)) return Number(value) === 0 ? { kind: "none" } : { kind: "hops", count: Number(value) };
  const networks = value.split(",").map((each) => each.trim());
  if (networks.every(isNetwork)) return { kind: "networks", networks };
  context.addIssue("must be a number of proxies or a list of networks, such as 1 or 10.0.0.0/8,::1");
  return z2.NEVER;
};
var port = "must be a port number from 1 to 65535";
var levels = ["fatal", "error", "warn", "info", "debug", "trace", "silent"];
var modes = ["production", "development", "test"];
var oneOf = (values) => `must be one of ${values.join(", ")}`;
var setting = (rule, max) => {
  const message = `must be a whole number from 1 to ${max}`;
  const isValid = (value) => rule.safeParse(value).success;
  return z2.string().regex(/^\d{1,12}$/, message).transform(Number).refine(isValid, message).optional();
};
var schema = z2.object({
  PORT: z2.string().regex(/^\d{1,5}$/, port).transform(Number).refine((value) => value >= 1 && value <= 65535, port).default(3e3),
  HOST: z2.string().regex(/^[\w.:-]+$/, "must be a host name or an address to listen on").default("127.0.0.1"),
  EXTERNAL_URL: z2.string().transform(origin).optional(),
  DATA_DIR: z2.string().default("data").transform((value) => path.resolve(value)),
  DATABASE_URL: z2.string().regex(/^(file:|postgres(ql)?:\/\/)./, "must start with file: or postgresql://").optional(),
  SECRET_KEY: z2.string().min(32, "must have at least 32 characters").optional(),
  ADMIN_PASSWORD: z2.string().refine(
    isTypableSecret,
    "must have 8 to 128 characters with an upper-case letter, a lower-case letter, a digit and no white space"
  ).optional(),
  API_RATE_LIMIT: z2.string().regex(/^[1-9]\d{0,8}$/, "must be a number of requests per minute, from 1").transform(Number).default(6e3),
  TRUST_PROXY: z2.string().transform(proxies).default({ kind: "none" }),
  LOG_LEVEL: z2.enum(levels, oneOf(levels)).default("info"),
  NODE_ENV: z2.enum(modes, oneOf(modes)).default("production"),
  REGISTRY_SERVICE: z2.string().regex(/^[\w.:/-]{1,255}$/, "must be a name of letters, digits and . : / _ -").default("harbor-registry"),
  REGISTRY_URL: z2.string().transform(origin).optional(),
  NOTIFICATIONS_TOKEN: z2.string().regex(/^[\x21-\x7e]{16,512}$/, "must have 16 to 512 visible ASCII characters").optional(),
  ROBOT_NAME_PREFIX: z2.string().refine(
    (value) => settingRules.robotNamePrefix.safeParse(value).success,
    `must have 1 to ${maxPrefixLength} visible ASCII characters without colon, slash, backslash and quotes`
  ).optional(),
  ROBOT_TOKEN_DURATION: setting(settingRules.robotDurationDays, maxDurationDays),
  SESSION_TIMEOUT: setting(settingRules.sessionTimeoutMinutes, maxSessionMinutes),
  TOKEN_EXPIRATION: setting(settingRules.tokenExpirationMinutes, maxTokenMinutes)
}).refine(({ DATABASE_URL, SECRET_KEY }) => SECRET_KEY !== void 0 || !/^postgres/.test(DATABASE_URL ?? ""), {
  path: ["SECRET_KEY"],
  message: "is required with PostgreSQL: every replica needs the same one"
}).transform((given) => ({
  ...given,
  EXTERNAL_URL: given.EXTERNAL_URL ?? `http://localhost:${given.PORT}`,
  DATABASE_URL: given.DATABASE_URL ?? pathToFileURL(path.join(given.DATA_DIR, "robots.db")).href
}));

// lib/server/http/load-env.ts
var quiet = { info: () => void 0, error: (text) => void process.stderr.write(`${text}
`) };
nextEnv.loadEnvConfig(process.cwd(), isDevelopment(), quiet);

// lib/server/log.ts
import pino from "pino";
var secretKeys = [
  "password",
  "secret",
  "token",
  "authorization",
  "cookie",
  "hash",
  "passwordHash",
  "privateKey",
  "access_token"
];
var log = () => globalState(
  "log",
  () => pino({
    level: env().LOG_LEVEL,
    base: void 0,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: { paths: secretKeys.flatMap((key2) => [key2, `*.${key2}`, `*.*.${key2}`]), censor: "[redacted]" }
  })
);
var accessLog = () => {
  const state2 = globalState("access-log", () => ({}));
  const usual = log();
  if (state2.of === usual && state2.plain) return state2.plain;
  Object.assign(state2, { of: usual, plain: usual.child({}, { redact: [] }) });
  return state2.plain;
};

// lib/server/http/run.ts
async function run(start) {
  process.on("unhandledRejection", (reason) => log().error({ err: reason }, "unhandled rejection"));
  process.on("uncaughtException", (error) => {
    log().fatal({ err: error }, "uncaught exception");
    process.exit(1);
  });
  try {
    await start();
  } catch (error) {
    process.stderr.write(`${error.message}
`);
    process.exit(1);
  }
}

// lib/server/http/start-tokens.ts
import { createServer as createServer2 } from "node:http";
import { setTimeout as delay2 } from "node:timers/promises";

// lib/server/db.ts
import { PrismaPg } from "@prisma/adapter-pg";

// lib/server/generated/postgresql/client.ts
import * as path2 from "node:path";
import { fileURLToPath } from "node:url";

// lib/server/generated/postgresql/internal/class.ts
import * as runtime from "@prisma/client/runtime/client";
var config = {
  "previewFeatures": [],
  "clientVersion": "7.10.0",
  "engineVersion": "0edf323efd1d98336f3f0a68684b56f689b900d3",
  "activeProvider": "postgresql",
  "inlineSchema": '// One source for both engines (README "Decisions"): only what SQLite and PostgreSQL share. Closed sets are strings\n// that zod unions check at the edge. The PostgreSQL variant is derived by scripts/prisma-generate.mjs.\ngenerator client {\n  provider = "prisma-client"\n  output   = "/tmp/int/lib/server/generated/postgresql"\n}\n\ndatasource db {\n  provider = "postgresql"\n}\n\nmodel User {\n  id           Int             @id @default(autoincrement())\n  username     String          @unique\n  passwordHash String\n  realName     String          @default("")\n  /// For clients of the API, which keep it with a user; nothing is ever sent there.\n  email        String?         @unique\n  comment      String?\n  isAdmin      Boolean         @default(false)\n  disabled     Boolean         @default(false)\n  createdAt    DateTime\n  updatedAt    DateTime\n  sessions     Session[]\n  memberships  ProjectMember[]\n  projects     Project[]\n}\n\n/// A signed-in browser. The cookie carries only the id; deleting the row ends the session everywhere.\nmodel Session {\n  id         String   @id\n  userId     Int\n  createdAt  DateTime\n  lastSeenAt DateTime\n  expiresAt  DateTime\n  user       User     @relation(fields: [userId], references: [id], onDelete: Cascade)\n\n  @@index([userId])\n  @@index([expiresAt])\n}\n\nmodel Project {\n  id        Int               @id @default(autoincrement())\n  name      String            @unique\n  public    Boolean           @default(false)\n  ownerId   Int\n  createdAt DateTime\n  updatedAt DateTime\n  owner     User              @relation(fields: [ownerId], references: [id], onDelete: Restrict)\n  members   ProjectMember[]\n  robots    Robot[]\n  grants    RobotGrant[]\n  metadata  ProjectMetadata[]\n\n  @@index([createdAt])\n}\n\n/// What Harbor\'s clients keep with a project for parts of a registry that are not here; given back as it came.\nmodel ProjectMetadata {\n  id        Int     @id @default(autoincrement())\n  projectId Int\n  name      String\n  value     String\n  project   Project @relation(fields: [projectId], references: [id], onDelete: Cascade)\n\n  @@unique([projectId, name])\n}\n\nmodel ProjectMember {\n  id        Int      @id @default(autoincrement())\n  projectId Int\n  userId    Int\n  /// projectAdmin | maintainer | developer | guest | limitedGuest\n  role      String\n  createdAt DateTime\n  updatedAt DateTime\n  project   Project  @relation(fields: [projectId], references: [id], onDelete: Cascade)\n  user      User     @relation(fields: [userId], references: [id], onDelete: Cascade)\n\n  @@unique([projectId, userId])\n  @@index([userId])\n}\n\nmodel Robot {\n  id           Int           @id @default(autoincrement())\n  /// system | project\n  level        String\n  projectId    Int?\n  name         String\n  /// `<name>` or `<project>+<name>`, without the prefix, which is a setting; null for legacy robots.\n  loginName    String?       @unique\n  description  String        @default("")\n  /// Days from creation; -1 = never.\n  durationDays Int\n  /// Unix seconds; null = never. May lie beyond JavaScript\'s dates.\n  expiresAt    BigInt?\n  disabled     Boolean       @default(false)\n  legacy       Boolean       @default(false)\n  /// Bumped by every edit: a form filled in against an older version is answered with a conflict.\n  version      Int           @default(1)\n  /// local | robot\n  creatorType  String\n  creatorRef   Int\n  createdAt    DateTime\n  updatedAt    DateTime\n  project      Project?      @relation(fields: [projectId], references: [id], onDelete: Cascade)\n  secrets      RobotSecret[]\n  grants       RobotGrant[]\n\n  /// Unix seconds; 0 = never. Not null, so that one range finds what is unused, never included, and both engines sort\n  /// it alike. This and the next two lag behind by up to a minute, see lib/server/usage.\n  lastUsedAt      BigInt       @default(0)\n  lastUsedAddress String?\n  lastUsedClient  String?\n  usage           RobotUsage[]\n\n  @@unique([projectId, legacy, name])\n  @@index([projectId, name])\n  @@index([projectId, createdAt])\n  @@index([projectId, lastUsedAt, id, createdAt, name])\n  @@index([projectId, expiresAt, name])\n  @@index([projectId, disabled, name])\n  @@index([level, name])\n  @@index([level, createdAt])\n  @@index([level, lastUsedAt, id, createdAt, name])\n  @@index([level, expiresAt, name])\n  @@index([level, disabled, name])\n}\n\nmodel RobotSecret {\n  id        Int       @id @default(autoincrement())\n  robotId   Int\n  hash      String\n  /// sha256 | argon2id\n  scheme    String\n  createdAt DateTime\n  expiresAt DateTime?\n  robot     Robot     @relation(fields: [robotId], references: [id], onDelete: Cascade)\n\n  /// As a robot\'s.\n  lastUsedAt      BigInt  @default(0)\n  lastUsedAddress String?\n  lastUsedClient  String?\n\n  @@index([robotId])\n}\n\n/// What the registry told of a robot, per repository and day.\nmodel RobotUsage {\n  robotId    Int\n  /// UTC, YYYY-MM-DD.\n  day        String\n  repository String\n  pulls      Int    @default(0)\n  pushes     Int    @default(0)\n  deletes    Int    @default(0)\n  /// Unix seconds.\n  lastAt     BigInt\n  robot      Robot  @relation(fields: [robotId], references: [id], onDelete: Cascade)\n\n  @@id([robotId, day, repository])\n  @@index([day])\n}\n\n/// A registry\'s event that has been counted: it sends one again until it is told that it arrived.\nmodel RegistryEvent {\n  id         String   @id\n  receivedAt DateTime\n\n  @@index([receivedAt])\n}\n\nmodel RobotGrant {\n  id        Int      @id @default(autoincrement())\n  robotId   Int\n  /// system | all-projects | project\n  scope     String\n  /// `/` (system), `*` (all projects) or the project\'s id: makes a scope unique per robot.\n  scopeKey  String\n  projectId Int?\n  /// Canonical compact text, see lib/domain/access.ts.\n  access    String\n  robot     Robot    @relation(fields: [robotId], references: [id], onDelete: Cascade)\n  project   Project? @relation(fields: [projectId], references: [id], onDelete: Cascade)\n\n  @@unique([robotId, scopeKey])\n  @@index([projectId])\n}\n\nmodel Setting {\n  key   String @id\n  value String\n}\n\n/// Written in the transaction of the change it tells of; never edited. Names are copied so that a row still reads\n/// well after its actor, robot or project is gone.\nmodel AuditEvent {\n  id           Int      @id @default(autoincrement())\n  at           DateTime\n  /// user | robot | anonymous | system\n  actorKind    String\n  actorId      Int?\n  actorName    String\n  operation    String\n  resourceType String\n  resourceId   Int?\n  resource     String\n  projectId    Int?\n  projectName  String?\n  /// success | denied | failure\n  result       String\n  requestId    String?\n  address      String?\n  /// JSON text of the changed fields; never a secret or a hash.\n  before       String?\n  after        String?\n\n  @@index([at])\n  @@index([projectId, at])\n  @@index([resourceType, resourceId, at])\n  @@index([operation, at])\n}\n\n/// Signs registry tokens. The private key is encrypted with a key derived from SECRET_KEY.\nmodel SigningKey {\n  id          Int       @id @default(autoincrement())\n  kid         String    @unique\n  algorithm   String\n  privateKey  String\n  certificate String\n  createdAt   DateTime\n  retiredAt   DateTime?\n}\n',
  "runtimeDataModel": {
    "models": {},
    "enums": {},
    "types": {}
  },
  "parameterizationSchema": {
    "strings": [],
    "graph": ""
  }
};
config.runtimeDataModel = JSON.parse('{"models":{"User":{"fields":[{"name":"id","kind":"scalar","type":"Int"},{"name":"username","kind":"scalar","type":"String"},{"name":"passwordHash","kind":"scalar","type":"String"},{"name":"realName","kind":"scalar","type":"String"},{"name":"email","kind":"scalar","type":"String"},{"name":"comment","kind":"scalar","type":"String"},{"name":"isAdmin","kind":"scalar","type":"Boolean"},{"name":"disabled","kind":"scalar","type":"Boolean"},{"name":"createdAt","kind":"scalar","type":"DateTime"},{"name":"updatedAt","kind":"scalar","type":"DateTime"},{"name":"sessions","kind":"object","type":"Session","relationName":"SessionToUser"},{"name":"memberships","kind":"object","type":"ProjectMember","relationName":"ProjectMemberToUser"},{"name":"projects","kind":"object","type":"Project","relationName":"ProjectToUser"}],"dbName":null,"schema":null},"Session":{"fields":[{"name":"id","kind":"scalar","type":"String"},{"name":"userId","kind":"scalar","type":"Int"},{"name":"createdAt","kind":"scalar","type":"DateTime"},{"name":"lastSeenAt","kind":"scalar","type":"DateTime"},{"name":"expiresAt","kind":"scalar","type":"DateTime"},{"name":"user","kind":"object","type":"User","relationName":"SessionToUser"}],"dbName":null,"schema":null},"Project":{"fields":[{"name":"id","kind":"scalar","type":"Int"},{"name":"name","kind":"scalar","type":"String"},{"name":"public","kind":"scalar","type":"Boolean"},{"name":"ownerId","kind":"scalar","type":"Int"},{"name":"createdAt","kind":"scalar","type":"DateTime"},{"name":"updatedAt","kind":"scalar","type":"DateTime"},{"name":"owner","kind":"object","type":"User","relationName":"ProjectToUser"},{"name":"members","kind":"object","type":"ProjectMember","relationName":"ProjectToProjectMember"},{"name":"robots","kind":"object","type":"Robot","relationName":"ProjectToRobot"},{"name":"grants","kind":"object","type":"RobotGrant","relationName":"ProjectToRobotGrant"},{"name":"metadata","kind":"object","type":"ProjectMetadata","relationName":"ProjectToProjectMetadata"}],"dbName":null,"schema":null},"ProjectMetadata":{"fields":[{"name":"id","kind":"scalar","type":"Int"},{"name":"projectId","kind":"scalar","type":"Int"},{"name":"name","kind":"scalar","type":"String"},{"name":"value","kind":"scalar","type":"String"},{"name":"project","kind":"object","type":"Project","relationName":"ProjectToProjectMetadata"}],"dbName":null,"schema":null},"ProjectMember":{"fields":[{"name":"id","kind":"scalar","type":"Int"},{"name":"projectId","kind":"scalar","type":"Int"},{"name":"userId","kind":"scalar","type":"Int"},{"name":"role","kind":"scalar","type":"String"},{"name":"createdAt","kind":"scalar","type":"DateTime"},{"name":"updatedAt","kind":"scalar","type":"DateTime"},{"name":"project","kind":"object","type":"Project","relationName":"ProjectToProjectMember"},{"name":"user","kind":"object","type":"User","relationName":"ProjectMemberToUser"}],"dbName":null,"schema":null},"Robot":{"fields":[{"name":"id","kind":"scalar","type":"Int"},{"name":"level","kind":"scalar","type":"String"},{"name":"projectId","kind":"scalar","type":"Int"},{"name":"name","kind":"scalar","type":"String"},{"name":"loginName","kind":"scalar","type":"String"},{"name":"description","kind":"scalar","type":"String"},{"name":"durationDays","kind":"scalar","type":"Int"},{"name":"expiresAt","kind":"scalar","type":"BigInt"},{"name":"disabled","kind":"scalar","type":"Boolean"},{"name":"legacy","kind":"scalar","type":"Boolean"},{"name":"version","kind":"scalar","type":"Int"},{"name":"creatorType","kind":"scalar","type":"String"},{"name":"creatorRef","kind":"scalar","type":"Int"},{"name":"createdAt","kind":"scalar","type":"DateTime"},{"name":"updatedAt","kind":"scalar","type":"DateTime"},{"name":"project","kind":"object","type":"Project","relationName":"ProjectToRobot"},{"name":"secrets","kind":"object","type":"RobotSecret","relationName":"RobotToRobotSecret"},{"name":"grants","kind":"object","type":"RobotGrant","relationName":"RobotToRobotGrant"},{"name":"lastUsedAt","kind":"scalar","type":"BigInt"},{"name":"lastUsedAddress","kind":"scalar","type":"String"},{"name":"lastUsedClient","kind":"scalar","type":"String"},{"name":"usage","kind":"object","type":"RobotUsage","relationName":"RobotToRobotUsage"}],"dbName":null,"schema":null},"RobotSecret":{"fields":[{"name":"id","kind":"scalar","type":"Int"},{"name":"robotId","kind":"scalar","type":"Int"},{"name":"hash","kind":"scalar","type":"String"},{"name":"scheme","kind":"scalar","type":"String"},{"name":"createdAt","kind":"scalar","type":"DateTime"},{"name":"expiresAt","kind":"scalar","type":"DateTime"},{"name":"robot","kind":"object","type":"Robot","relationName":"RobotToRobotSecret"},{"name":"lastUsedAt","kind":"scalar","type":"BigInt"},{"name":"lastUsedAddress","kind":"scalar","type":"String"},{"name":"lastUsedClient","kind":"scalar","type":"String"}],"dbName":null,"schema":null},"RobotUsage":{"fields":[{"name":"robotId","kind":"scalar","type":"Int"},{"name":"day","kind":"scalar","type":"String"},{"name":"repository","kind":"scalar","type":"String"},{"name":"pulls","kind":"scalar","type":"Int"},{"name":"pushes","kind":"scalar","type":"Int"},{"name":"deletes","kind":"scalar","type":"Int"},{"name":"lastAt","kind":"scalar","type":"BigInt"},{"name":"robot","kind":"object","type":"Robot","relationName":"RobotToRobotUsage"}],"dbName":null,"schema":null},"RegistryEvent":{"fields":[{"name":"id","kind":"scalar","type":"String"},{"name":"receivedAt","kind":"scalar","type":"DateTime"}],"dbName":null,"schema":null},"RobotGrant":{"fields":[{"name":"id","kind":"scalar","type":"Int"},{"name":"robotId","kind":"scalar","type":"Int"},{"name":"scope","kind":"scalar","type":"String"},{"name":"scopeKey","kind":"scalar","type":"String"},{"name":"projectId","kind":"scalar","type":"Int"},{"name":"access","kind":"scalar","type":"String"},{"name":"robot","kind":"object","type":"Robot","relationName":"RobotToRobotGrant"},{"name":"project","kind":"object","type":"Project","relationName":"ProjectToRobotGrant"}],"dbName":null,"schema":null},"Setting":{"fields":[{"name":"key","kind":"scalar","type":"String"},{"name":"value","kind":"scalar","type":"String"}],"dbName":null,"schema":null},"AuditEvent":{"fields":[{"name":"id","kind":"scalar","type":"Int"},{"name":"at","kind":"scalar","type":"DateTime"},{"name":"actorKind","kind":"scalar","type":"String"},{"name":"actorId","kind":"scalar","type":"Int"},{"name":"actorName","kind":"scalar","type":"String"},{"name":"operation","kind":"scalar","type":"String"},{"name":"resourceType","kind":"scalar","type":"String"},{"name":"resourceId","kind":"scalar","type":"Int"},{"name":"resource","kind":"scalar","type":"String"},{"name":"projectId","kind":"scalar","type":"Int"},{"name":"projectName","kind":"scalar","type":"String"},{"name":"result","kind":"scalar","type":"String"},{"name":"requestId","kind":"scalar","type":"String"},{"name":"address","kind":"scalar","type":"String"},{"name":"before","kind":"scalar","type":"String"},{"name":"after","kind":"scalar","type":"String"}],"dbName":null,"schema":null},"SigningKey":{"fields":[{"name":"id","kind":"scalar","type":"Int"},{"name":"kid","kind":"scalar","type":"String"},{"name":"algorithm","kind":"scalar","type":"String"},{"name":"privateKey","kind":"scalar","type":"String"},{"name":"certificate","kind":"scalar","type":"String"},{"name":"createdAt","kind":"scalar","type":"DateTime"},{"name":"retiredAt","kind":"scalar","type":"DateTime"}],"dbName":null,"schema":null}},"enums":{},"types":{}}');
config.parameterizationSchema = {
  strings: JSON.parse('["where","orderBy","cursor","user","sessions","owner","members","project","robot","secrets","grants","usage","_count","robots","metadata","memberships","projects","User.findUnique","User.findUniqueOrThrow","User.findFirst","User.findFirstOrThrow","User.findMany","data","User.createOne","User.createMany","User.createManyAndReturn","User.updateOne","User.updateMany","User.updateManyAndReturn","create","update","User.upsertOne","User.deleteOne","User.deleteMany","having","_avg","_sum","_min","_max","User.groupBy","User.aggregate","Session.findUnique","Session.findUniqueOrThrow","Session.findFirst","Session.findFirstOrThrow","Session.findMany","Session.createOne","Session.createMany","Session.createManyAndReturn","Session.updateOne","Session.updateMany","Session.updateManyAndReturn","Session.upsertOne","Session.deleteOne","Session.deleteMany","Session.groupBy","Session.aggregate","Project.findUnique","Project.findUniqueOrThrow","Project.findFirst","Project.findFirstOrThrow","Project.findMany","Project.createOne","Project.createMany","Project.createManyAndReturn","Project.updateOne","Project.updateMany","Project.updateManyAndReturn","Project.upsertOne","Project.deleteOne","Project.deleteMany","Project.groupBy","Project.aggregate","ProjectMetadata.findUnique","ProjectMetadata.findUniqueOrThrow","ProjectMetadata.findFirst","ProjectMetadata.findFirstOrThrow","ProjectMetadata.findMany","ProjectMetadata.createOne","ProjectMetadata.createMany","ProjectMetadata.createManyAndReturn","ProjectMetadata.updateOne","ProjectMetadata.updateMany","ProjectMetadata.updateManyAndReturn","ProjectMetadata.upsertOne","ProjectMetadata.deleteOne","ProjectMetadata.deleteMany","ProjectMetadata.groupBy","ProjectMetadata.aggregate","ProjectMember.findUnique","ProjectMember.findUniqueOrThrow","ProjectMember.findFirst","ProjectMember.findFirstOrThrow","ProjectMember.findMany","ProjectMember.createOne","ProjectMember.createMany","ProjectMember.createManyAndReturn","ProjectMember.updateOne","ProjectMember.updateMany","ProjectMember.updateManyAndReturn","ProjectMember.upsertOne","ProjectMember.deleteOne","ProjectMember.deleteMany","ProjectMember.groupBy","ProjectMember.aggregate","Robot.findUnique","Robot.findUniqueOrThrow","Robot.findFirst","Robot.findFirstOrThrow","Robot.findMany","Robot.createOne","Robot.createMany","Robot.createManyAndReturn","Robot.updateOne","Robot.updateMany","Robot.updateManyAndReturn","Robot.upsertOne","Robot.deleteOne","Robot.deleteMany","Robot.groupBy","Robot.aggregate","RobotSecret.findUnique","RobotSecret.findUniqueOrThrow","RobotSecret.findFirst","RobotSecret.findFirstOrThrow","RobotSecret.findMany","RobotSecret.createOne","RobotSecret.createMany","RobotSecret.createManyAndReturn","RobotSecret.updateOne","RobotSecret.updateMany","RobotSecret.updateManyAndReturn","RobotSecret.upsertOne","RobotSecret.deleteOne","RobotSecret.deleteMany","RobotSecret.groupBy","RobotSecret.aggregate","RobotUsage.findUnique","RobotUsage.findUniqueOrThrow","RobotUsage.findFirst","RobotUsage.findFirstOrThrow","RobotUsage.findMany","RobotUsage.createOne","RobotUsage.createMany","RobotUsage.createManyAndReturn","RobotUsage.updateOne","RobotUsage.updateMany","RobotUsage.updateManyAndReturn","RobotUsage.upsertOne","RobotUsage.deleteOne","RobotUsage.deleteMany","RobotUsage.groupBy","RobotUsage.aggregate","RegistryEvent.findUnique","RegistryEvent.findUniqueOrThrow","RegistryEvent.findFirst","RegistryEvent.findFirstOrThrow","RegistryEvent.findMany","RegistryEvent.createOne","RegistryEvent.createMany","RegistryEvent.createManyAndReturn","RegistryEvent.updateOne","RegistryEvent.updateMany","RegistryEvent.updateManyAndReturn","RegistryEvent.upsertOne","RegistryEvent.deleteOne","RegistryEvent.deleteMany","RegistryEvent.groupBy","RegistryEvent.aggregate","RobotGrant.findUnique","RobotGrant.findUniqueOrThrow","RobotGrant.findFirst","RobotGrant.findFirstOrThrow","RobotGrant.findMany","RobotGrant.createOne","RobotGrant.createMany","RobotGrant.createManyAndReturn","RobotGrant.updateOne","RobotGrant.updateMany","RobotGrant.updateManyAndReturn","RobotGrant.upsertOne","RobotGrant.deleteOne","RobotGrant.deleteMany","RobotGrant.groupBy","RobotGrant.aggregate","Setting.findUnique","Setting.findUniqueOrThrow","Setting.findFirst","Setting.findFirstOrThrow","Setting.findMany","Setting.createOne","Setting.createMany","Setting.createManyAndReturn","Setting.updateOne","Setting.updateMany","Setting.updateManyAndReturn","Setting.upsertOne","Setting.deleteOne","Setting.deleteMany","Setting.groupBy","Setting.aggregate","AuditEvent.findUnique","AuditEvent.findUniqueOrThrow","AuditEvent.findFirst","AuditEvent.findFirstOrThrow","AuditEvent.findMany","AuditEvent.createOne","AuditEvent.createMany","AuditEvent.createManyAndReturn","AuditEvent.updateOne","AuditEvent.updateMany","AuditEvent.updateManyAndReturn","AuditEvent.upsertOne","AuditEvent.deleteOne","AuditEvent.deleteMany","AuditEvent.groupBy","AuditEvent.aggregate","SigningKey.findUnique","SigningKey.findUniqueOrThrow","SigningKey.findFirst","SigningKey.findFirstOrThrow","SigningKey.findMany","SigningKey.createOne","SigningKey.createMany","SigningKey.createManyAndReturn","SigningKey.updateOne","SigningKey.updateMany","SigningKey.updateManyAndReturn","SigningKey.upsertOne","SigningKey.deleteOne","SigningKey.deleteMany","SigningKey.groupBy","SigningKey.aggregate","AND","OR","NOT","id","kid","algorithm","privateKey","certificate","createdAt","retiredAt","equals","in","notIn","lt","lte","gt","gte","not","contains","startsWith","endsWith","at","actorKind","actorId","actorName","operation","resourceType","resourceId","resource","projectId","projectName","result","requestId","address","before","after","key","value","robotId","scope","scopeKey","access","receivedAt","day","repository","pulls","pushes","deletes","lastAt","hash","scheme","expiresAt","lastUsedAt","lastUsedAddress","lastUsedClient","level","name","loginName","description","durationDays","disabled","legacy","version","creatorType","creatorRef","updatedAt","userId","role","public","ownerId","lastSeenAt","username","passwordHash","realName","email","comment","isAdmin","every","some","none","projectId_name","robotId_day_repository","robotId_scopeKey","projectId_legacy_name","projectId_userId","is","isNot","connectOrCreate","upsert","createMany","set","disconnect","delete","connect","updateMany","deleteMany","increment","decrement","multiply","divide"]'),
  graph: "2AWCAdABEAQAAJYDACAPAACXAwAgEAAAmAMAIOkBAACUAwAw6gEAADIAEOsBAACUAwAw7AECAAAAAfEBQADyAgAhpQIgAJUDACGqAkAA8gIAIbACAQAAAAGxAgEA8QIAIbICAQDxAgAhswIBAAAAAbQCAQD9AgAhtQIgAJUDACEBAAAAAQAgCQMAAJoDACDpAQAAsAMAMOoBAAADABDrAQAAsAMAMOwBAQDxAgAh8QFAAPICACGcAkAA8gIAIasCAgDwAgAhrwJAAPICACEBAwAAlQUAIAkDAACaAwAg6QEAALADADDqAQAAAwAQ6wEAALADADDsAQEAAAAB8QFAAPICACGcAkAA8gIAIasCAgDwAgAhrwJAAPICACEDAAAAAwAgAQAABAAwAgAABQAgCwMAAJoDACAHAACgAwAg6QEAAK8DADDqAQAABwAQ6wEAAK8DADDsAQIA8AIAIfEBQADyAgAhhgICAPACACGqAkAA8gIAIasCAgDwAgAhrAIBAPECACECAwAAlQUAIAcAAJkFACAMAwAAmgMAIAcAAKADACDpAQAArwMAMOoBAAAHABDrAQAArwMAMOwBAgAAAAHxAUAA8gIAIYYCAgDwAgAhqgJAAPICACGrAgIA8AIAIawCAQDxAgAhvQIAAK4DACADAAAABwAgAQAACAAwAgAACQAgAwAAAAcAIAEAAAgAMAIAAAkAIBkHAACnAwAgCQAArAMAIAoAAJwDACALAACtAwAg6QEAAKoDADDqAQAADAAQ6wEAAKoDADDsAQIA8AIAIfEBQADyAgAhhgICAPwCACGcAgQAqwMAIZ0CBACjAwAhngIBAP0CACGfAgEA_QIAIaACAQDxAgAhoQIBAPECACGiAgEA_QIAIaMCAQDxAgAhpAICAPACACGlAiAAlQMAIaYCIACVAwAhpwICAPACACGoAgEA8QIAIakCAgDwAgAhqgJAAPICACEJBwAAmQUAIAkAAJsFACAKAACXBQAgCwAAnAUAIIYCAACxAwAgnAIAALEDACCeAgAAsQMAIJ8CAACxAwAgogIAALEDACAaBwAApwMAIAkAAKwDACAKAACcAwAgCwAArQMAIOkBAACqAwAw6gEAAAwAEOsBAACqAwAw7AECAAAAAfEBQADyAgAhhgICAPwCACGcAgQAqwMAIZ0CBACjAwAhngIBAP0CACGfAgEA_QIAIaACAQDxAgAhoQIBAPECACGiAgEAAAABowIBAPECACGkAgIA8AIAIaUCIACVAwAhpgIgAJUDACGnAgIA8AIAIagCAQDxAgAhqQICAPACACGqAkAA8gIAIbwCAACpAwAgAwAAAAwAIAEAAA0AMAIAAA4AIA4FAACaAwAgBgAAlwMAIAoAAJwDACANAACbAwAgDgAAnQMAIOkBAACZAwAw6gEAABAAEOsBAACZAwAw7AECAPACACHxAUAA8gIAIaECAQDxAgAhqgJAAPICACGtAiAAlQMAIa4CAgDwAgAhAQAAABAAIA0IAACkAwAg6QEAAKgDADDqAQAAEgAQ6wEAAKgDADDsAQIA8AIAIfEBQADyAgAhjwICAPACACGaAgEA8QIAIZsCAQDxAgAhnAJAAPMCACGdAgQAowMAIZ4CAQD9AgAhnwIBAP0CACEECAAAmgUAIJwCAACxAwAgngIAALEDACCfAgAAsQMAIA0IAACkAwAg6QEAAKgDADDqAQAAEgAQ6wEAAKgDADDsAQIAAAAB8QFAAPICACGPAgIA8AIAIZoCAQDxAgAhmwIBAPECACGcAkAA8wIAIZ0CBACjAwAhngIBAP0CACGfAgEA_QIAIQMAAAASACABAAATADACAAAUACALBwAApwMAIAgAAKQDACDpAQAApgMAMOoBAAAWABDrAQAApgMAMOwBAgDwAgAhhgICAPwCACGPAgIA8AIAIZACAQDxAgAhkQIBAPECACGSAgEA8QIAIQMHAACZBQAgCAAAmgUAIIYCAACxAwAgDAcAAKcDACAIAACkAwAg6QEAAKYDADDqAQAAFgAQ6wEAAKYDADDsAQIAAAABhgICAPwCACGPAgIA8AIAIZACAQDxAgAhkQIBAPECACGSAgEA8QIAIbsCAAClAwAgAwAAABYAIAEAABcAMAIAABgAIAEAAAAQACALCAAApAMAIOkBAACiAwAw6gEAABsAEOsBAACiAwAwjwICAPACACGUAgEA8QIAIZUCAQDxAgAhlgICAPACACGXAgIA8AIAIZgCAgDwAgAhmQIEAKMDACEBCAAAmgUAIAwIAACkAwAg6QEAAKIDADDqAQAAGwAQ6wEAAKIDADCPAgIA8AIAIZQCAQDxAgAhlQIBAPECACGWAgIA8AIAIZcCAgDwAgAhmAICAPACACGZAgQAowMAIboCAAChAwAgAwAAABsAIAEAABwAMAIAAB0AIAEAAAASACABAAAAFgAgAQAAABsAIAMAAAAWACABAAAXADACAAAYACAIBwAAoAMAIOkBAACfAwAw6gEAACMAEOsBAACfAwAw7AECAPACACGGAgIA8AIAIY4CAQDxAgAhoQIBAPECACEBBwAAmQUAIAkHAACgAwAg6QEAAJ8DADDqAQAAIwAQ6wEAAJ8DADDsAQIAAAABhgICAPACACGOAgEA8QIAIaECAQDxAgAhuQIAAJ4DACADAAAAIwAgAQAAJAAwAgAAJQAgAQAAAAcAIAEAAAAMACABAAAAFgAgAQAAACMAIAUFAACVBQAgBgAAkwUAIAoAAJcFACANAACWBQAgDgAAmAUAIA4FAACaAwAgBgAAlwMAIAoAAJwDACANAACbAwAgDgAAnQMAIOkBAACZAwAw6gEAABAAEOsBAACZAwAw7AECAAAAAfEBQADyAgAhoQIBAAAAAaoCQADyAgAhrQIgAJUDACGuAgIA8AIAIQMAAAAQACABAAArADACAAAsACABAAAAAwAgAQAAAAcAIAEAAAAQACABAAAAAQAgEAQAAJYDACAPAACXAwAgEAAAmAMAIOkBAACUAwAw6gEAADIAEOsBAACUAwAw7AECAPACACHxAUAA8gIAIaUCIACVAwAhqgJAAPICACGwAgEA8QIAIbECAQDxAgAhsgIBAPECACGzAgEA_QIAIbQCAQD9AgAhtQIgAJUDACEFBAAAkgUAIA8AAJMFACAQAACUBQAgswIAALEDACC0AgAAsQMAIAMAAAAyACABAAAzADACAAABACADAAAAMgAgAQAAMwAwAgAAAQAgAwAAADIAIAEAADMAMAIAAAEAIA0EAACPBQAgDwAAkAUAIBAAAJEFACDsAQIAAAAB8QFAAAAAAaUCIAAAAAGqAkAAAAABsAIBAAAAAbECAQAAAAGyAgEAAAABswIBAAAAAbQCAQAAAAG1AiAAAAABARYAADcAIArsAQIAAAAB8QFAAAAAAaUCIAAAAAGqAkAAAAABsAIBAAAAAbECAQAAAAGyAgEAAAABswIBAAAAAbQCAQAAAAG1AiAAAAABARYAADkAMAEWAAA5ADANBAAA6wQAIA8AAOwEACAQAADtBAAg7AECALoDACHxAUAAuAMAIaUCIADmAwAhqgJAALgDACGwAgEAtwMAIbECAQC3AwAhsgIBALcDACGzAgEAwQMAIbQCAQDBAwAhtQIgAOYDACECAAAAAQAgFgAAPAAgCuwBAgC6AwAh8QFAALgDACGlAiAA5gMAIaoCQAC4AwAhsAIBALcDACGxAgEAtwMAIbICAQC3AwAhswIBAMEDACG0AgEAwQMAIbUCIADmAwAhAgAAADIAIBYAAD4AIAIAAAAyACAWAAA-ACADAAAAAQAgHQAANwAgHgAAPAAgAQAAAAEAIAEAAAAyACAHDAAA5gQAICMAAOcEACAkAADqBAAgJQAA6QQAICYAAOgEACCzAgAAsQMAILQCAACxAwAgDekBAACTAwAw6gEAAEUAEOsBAACTAwAw7AECAOECACHxAUAA4wIAIaUCIACKAwAhqgJAAOMCACGwAgEA4gIAIbECAQDiAgAhsgIBAOICACGzAgEA9gIAIbQCAQD2AgAhtQIgAIoDACEDAAAAMgAgAQAARAAwIgAARQAgAwAAADIAIAEAADMAMAIAAAEAIAEAAAAFACABAAAABQAgAwAAAAMAIAEAAAQAMAIAAAUAIAMAAAADACABAAAEADACAAAFACADAAAAAwAgAQAABAAwAgAABQAgBgMAAOUEACDsAQEAAAAB8QFAAAAAAZwCQAAAAAGrAgIAAAABrwJAAAAAAQEWAABNACAF7AEBAAAAAfEBQAAAAAGcAkAAAAABqwICAAAAAa8CQAAAAAEBFgAATwAwARYAAE8AMAYDAADkBAAg7AEBALcDACHxAUAAuAMAIZwCQAC4AwAhqwICALoDACGvAkAAuAMAIQIAAAAFACAWAABSACAF7AEBALcDACHxAUAAuAMAIZwCQAC4AwAhqwICALoDACGvAkAAuAMAIQIAAAADACAWAABUACACAAAAAwAgFgAAVAAgAwAAAAUAIB0AAE0AIB4AAFIAIAEAAAAFACABAAAAAwAgBQwAAN8EACAjAADgBAAgJAAA4wQAICUAAOIEACAmAADhBAAgCOkBAACSAwAw6gEAAFsAEOsBAACSAwAw7AEBAOICACHxAUAA4wIAIZwCQADjAgAhqwICAOECACGvAkAA4wIAIQMAAAADACABAABaADAiAABbACADAAAAAwAgAQAABAAwAgAABQAgAQAAACwAIAEAAAAsACADAAAAEAAgAQAAKwAwAgAALAAgAwAAABAAIAEAACsAMAIAACwAIAMAAAAQACABAAArADACAAAsACALBQAA2gQAIAYAANsEACAKAADdBAAgDQAA3AQAIA4AAN4EACDsAQIAAAAB8QFAAAAAAaECAQAAAAGqAkAAAAABrQIgAAAAAa4CAgAAAAEBFgAAYwAgBuwBAgAAAAHxAUAAAAABoQIBAAAAAaoCQAAAAAGtAiAAAAABrgICAAAAAQEWAABlADABFgAAZQAwCwUAAKgEACAGAACpBAAgCgAAqwQAIA0AAKoEACAOAACsBAAg7AECALoDACHxAUAAuAMAIaECAQC3AwAhqgJAALgDACGtAiAA5gMAIa4CAgC6AwAhAgAAACwAIBYAAGgAIAbsAQIAugMAIfEBQAC4AwAhoQIBALcDACGqAkAAuAMAIa0CIADmAwAhrgICALoDACECAAAAEAAgFgAAagAgAgAAABAAIBYAAGoAIAMAAAAsACAdAABjACAeAABoACABAAAALAAgAQAAABAAIAUMAACjBAAgIwAApAQAICQAAKcEACAlAACmBAAgJgAApQQAIAnpAQAAkQMAMOoBAABxABDrAQAAkQMAMOwBAgDhAgAh8QFAAOMCACGhAgEA4gIAIaoCQADjAgAhrQIgAIoDACGuAgIA4QIAIQMAAAAQACABAABwADAiAABxACADAAAAEAAgAQAAKwAwAgAALAAgAQAAACUAIAEAAAAlACADAAAAIwAgAQAAJAAwAgAAJQAgAwAAACMAIAEAACQAMAIAACUAIAMAAAAjACABAAAkADACAAAlACAFBwAAogQAIOwBAgAAAAGGAgIAAAABjgIBAAAAAaECAQAAAAEBFgAAeQAgBOwBAgAAAAGGAgIAAAABjgIBAAAAAaECAQAAAAEBFgAAewAwARYAAHsAMAUHAAChBAAg7AECALoDACGGAgIAugMAIY4CAQC3AwAhoQIBALcDACECAAAAJQAgFgAAfgAgBOwBAgC6AwAhhgICALoDACGOAgEAtwMAIaECAQC3AwAhAgAAACMAIBYAAIABACACAAAAIwAgFgAAgAEAIAMAAAAlACAdAAB5ACAeAAB-ACABAAAAJQAgAQAAACMAIAUMAACcBAAgIwAAnQQAICQAAKAEACAlAACfBAAgJgAAngQAIAfpAQAAkAMAMOoBAACHAQAQ6wEAAJADADDsAQIA4QIAIYYCAgDhAgAhjgIBAOICACGhAgEA4gIAIQMAAAAjACABAACGAQAwIgAAhwEAIAMAAAAjACABAAAkADACAAAlACABAAAACQAgAQAAAAkAIAMAAAAHACABAAAIADACAAAJACADAAAABwAgAQAACAAwAgAACQAgAwAAAAcAIAEAAAgAMAIAAAkAIAgDAACbBAAgBwAAmgQAIOwBAgAAAAHxAUAAAAABhgICAAAAAaoCQAAAAAGrAgIAAAABrAIBAAAAAQEWAACPAQAgBuwBAgAAAAHxAUAAAAABhgICAAAAAaoCQAAAAAGrAgIAAAABrAIBAAAAAQEWAACRAQAwARYAAJEBADAIAwAAmQQAIAcAAJgEACDsAQIAugMAIfEBQAC4AwAhhgICALoDACGqAkAAuAMAIasCAgC6AwAhrAIBALcDACECAAAACQAgFgAAlAEAIAbsAQIAugMAIfEBQAC4AwAhhgICALoDACGqAkAAuAMAIasCAgC6AwAhrAIBALcDACECAAAABwAgFgAAlgEAIAIAAAAHACAWAACWAQAgAwAAAAkAIB0AAI8BACAeAACUAQAgAQAAAAkAIAEAAAAHACAFDAAAkwQAICMAAJQEACAkAACXBAAgJQAAlgQAICYAAJUEACAJ6QEAAI8DADDqAQAAnQEAEOsBAACPAwAw7AECAOECACHxAUAA4wIAIYYCAgDhAgAhqgJAAOMCACGrAgIA4QIAIawCAQDiAgAhAwAAAAcAIAEAAJwBADAiAACdAQAgAwAAAAcAIAEAAAgAMAIAAAkAIAEAAAAOACABAAAADgAgAwAAAAwAIAEAAA0AMAIAAA4AIAMAAAAMACABAAANADACAAAOACADAAAADAAgAQAADQAwAgAADgAgFgcAAI8EACAJAACQBAAgCgAAkQQAIAsAAJIEACDsAQIAAAAB8QFAAAAAAYYCAgAAAAGcAgQAAAABnQIEAAAAAZ4CAQAAAAGfAgEAAAABoAIBAAAAAaECAQAAAAGiAgEAAAABowIBAAAAAaQCAgAAAAGlAiAAAAABpgIgAAAAAacCAgAAAAGoAgEAAAABqQICAAAAAaoCQAAAAAEBFgAApQEAIBLsAQIAAAAB8QFAAAAAAYYCAgAAAAGcAgQAAAABnQIEAAAAAZ4CAQAAAAGfAgEAAAABoAIBAAAAAaECAQAAAAGiAgEAAAABowIBAAAAAaQCAgAAAAGlAiAAAAABpgIgAAAAAacCAgAAAAGoAgEAAAABqQICAAAAAaoCQAAAAAEBFgAApwEAMAEWAACnAQAwAQAAABAAIBYHAADnAwAgCQAA6AMAIAoAAOkDACALAADqAwAg7AECALoDACHxAUAAuAMAIYYCAgDAAwAhnAIEAOUDACGdAgQA1gMAIZ4CAQDBAwAhnwIBAMEDACGgAgEAtwMAIaECAQC3AwAhogIBAMEDACGjAgEAtwMAIaQCAgC6AwAhpQIgAOYDACGmAiAA5gMAIacCAgC6AwAhqAIBALcDACGpAgIAugMAIaoCQAC4AwAhAgAAAA4AIBYAAKsBACAS7AECALoDACHxAUAAuAMAIYYCAgDAAwAhnAIEAOUDACGdAgQA1gMAIZ4CAQDBAwAhnwIBAMEDACGgAgEAtwMAIaECAQC3AwAhogIBAMEDACGjAgEAtwMAIaQCAgC6AwAhpQIgAOYDACGmAiAA5gMAIacCAgC6AwAhqAIBALcDACGpAgIAugMAIaoCQAC4AwAhAgAAAAwAIBYAAK0BACACAAAADAAgFgAArQEAIAEAAAAQACADAAAADgAgHQAApQEAIB4AAKsBACABAAAADgAgAQAAAAwAIAoMAADgAwAgIwAA4QMAICQAAOQDACAlAADjAwAgJgAA4gMAIIYCAACxAwAgnAIAALEDACCeAgAAsQMAIJ8CAACxAwAgogIAALEDACAV6QEAAIgDADDqAQAAtQEAEOsBAACIAwAw7AECAOECACHxAUAA4wIAIYYCAgD1AgAhnAIEAIkDACGdAgQAhAMAIZ4CAQD2AgAhnwIBAPYCACGgAgEA4gIAIaECAQDiAgAhogIBAPYCACGjAgEA4gIAIaQCAgDhAgAhpQIgAIoDACGmAiAAigMAIacCAgDhAgAhqAIBAOICACGpAgIA4QIAIaoCQADjAgAhAwAAAAwAIAEAALQBADAiAAC1AQAgAwAAAAwAIAEAAA0AMAIAAA4AIAEAAAAUACABAAAAFAAgAwAAABIAIAEAABMAMAIAABQAIAMAAAASACABAAATADACAAAUACADAAAAEgAgAQAAEwAwAgAAFAAgCggAAN8DACDsAQIAAAAB8QFAAAAAAY8CAgAAAAGaAgEAAAABmwIBAAAAAZwCQAAAAAGdAgQAAAABngIBAAAAAZ8CAQAAAAEBFgAAvQEAIAnsAQIAAAAB8QFAAAAAAY8CAgAAAAGaAgEAAAABmwIBAAAAAZwCQAAAAAGdAgQAAAABngIBAAAAAZ8CAQAAAAEBFgAAvwEAMAEWAAC_AQAwCggAAN4DACDsAQIAugMAIfEBQAC4AwAhjwICALoDACGaAgEAtwMAIZsCAQC3AwAhnAJAALkDACGdAgQA1gMAIZ4CAQDBAwAhnwIBAMEDACECAAAAFAAgFgAAwgEAIAnsAQIAugMAIfEBQAC4AwAhjwICALoDACGaAgEAtwMAIZsCAQC3AwAhnAJAALkDACGdAgQA1gMAIZ4CAQDBAwAhnwIBAMEDACECAAAAEgAgFgAAxAEAIAIAAAASACAWAADEAQAgAwAAABQAIB0AAL0BACAeAADCAQAgAQAAABQAIAEAAAASACAIDAAA2QMAICMAANoDACAkAADdAwAgJQAA3AMAICYAANsDACCcAgAAsQMAIJ4CAACxAwAgnwIAALEDACAM6QEAAIcDADDqAQAAywEAEOsBAACHAwAw7AECAOECACHxAUAA4wIAIY8CAgDhAgAhmgIBAOICACGbAgEA4gIAIZwCQADkAgAhnQIEAIQDACGeAgEA9gIAIZ8CAQD2AgAhAwAAABIAIAEAAMoBADAiAADLAQAgAwAAABIAIAEAABMAMAIAABQAIAEAAAAdACABAAAAHQAgAwAAABsAIAEAABwAMAIAAB0AIAMAAAAbACABAAAcADACAAAdACADAAAAGwAgAQAAHAAwAgAAHQAgCAgAANgDACCPAgIAAAABlAIBAAAAAZUCAQAAAAGWAgIAAAABlwICAAAAAZgCAgAAAAGZAgQAAAABARYAANMBACAHjwICAAAAAZQCAQAAAAGVAgEAAAABlgICAAAAAZcCAgAAAAGYAgIAAAABmQIEAAAAAQEWAADVAQAwARYAANUBADAICAAA1wMAII8CAgC6AwAhlAIBALcDACGVAgEAtwMAIZYCAgC6AwAhlwICALoDACGYAgIAugMAIZkCBADWAwAhAgAAAB0AIBYAANgBACAHjwICALoDACGUAgEAtwMAIZUCAQC3AwAhlgICALoDACGXAgIAugMAIZgCAgC6AwAhmQIEANYDACECAAAAGwAgFgAA2gEAIAIAAAAbACAWAADaAQAgAwAAAB0AIB0AANMBACAeAADYAQAgAQAAAB0AIAEAAAAbACAFDAAA0QMAICMAANIDACAkAADVAwAgJQAA1AMAICYAANMDACAK6QEAAIMDADDqAQAA4QEAEOsBAACDAwAwjwICAOECACGUAgEA4gIAIZUCAQDiAgAhlgICAOECACGXAgIA4QIAIZgCAgDhAgAhmQIEAIQDACEDAAAAGwAgAQAA4AEAMCIAAOEBACADAAAAGwAgAQAAHAAwAgAAHQAgBekBAACCAwAw6gEAAOcBABDrAQAAggMAMOwBAQAAAAGTAkAA8gIAIQEAAADkAQAgAQAAAOQBACAF6QEAAIIDADDqAQAA5wEAEOsBAACCAwAw7AEBAPECACGTAkAA8gIAIQADAAAA5wEAIAEAAOgBADACAADkAQAgAwAAAOcBACABAADoAQAwAgAA5AEAIAMAAADnAQAgAQAA6AEAMAIAAOQBACAC7AEBAAAAAZMCQAAAAAEBFgAA7AEAIALsAQEAAAABkwJAAAAAAQEWAADuAQAwARYAAO4BADAC7AEBALcDACGTAkAAuAMAIQIAAADkAQAgFgAA8QEAIALsAQEAtwMAIZMCQAC4AwAhAgAAAOcBACAWAADzAQAgAgAAAOcBACAWAADzAQAgAwAAAOQBACAdAADsAQAgHgAA8QEAIAEAAADkAQAgAQAAAOcBACADDAAAzgMAICUAANADACAmAADPAwAgBekBAACBAwAw6gEAAPoBABDrAQAAgQMAMOwBAQDiAgAhkwJAAOMCACEDAAAA5wEAIAEAAPkBADAiAAD6AQAgAwAAAOcBACABAADoAQAwAgAA5AEAIAEAAAAYACABAAAAGAAgAwAAABYAIAEAABcAMAIAABgAIAMAAAAWACABAAAXADACAAAYACADAAAAFgAgAQAAFwAwAgAAGAAgCAcAAM0DACAIAADMAwAg7AECAAAAAYYCAgAAAAGPAgIAAAABkAIBAAAAAZECAQAAAAGSAgEAAAABARYAAIICACAG7AECAAAAAYYCAgAAAAGPAgIAAAABkAIBAAAAAZECAQAAAAGSAgEAAAABARYAAIQCADABFgAAhAIAMAEAAAAQACAIBwAAywMAIAgAAMoDACDsAQIAugMAIYYCAgDAAwAhjwICALoDACGQAgEAtwMAIZECAQC3AwAhkgIBALcDACECAAAAGAAgFgAAiAIAIAbsAQIAugMAIYYCAgDAAwAhjwICALoDACGQAgEAtwMAIZECAQC3AwAhkgIBALcDACECAAAAFgAgFgAAigIAIAIAAAAWACAWAACKAgAgAQAAABAAIAMAAAAYACAdAACCAgAgHgAAiAIAIAEAAAAYACABAAAAFgAgBgwAAMUDACAjAADGAwAgJAAAyQMAICUAAMgDACAmAADHAwAghgIAALEDACAJ6QEAAIADADDqAQAAkgIAEOsBAACAAwAw7AECAOECACGGAgIA9QIAIY8CAgDhAgAhkAIBAOICACGRAgEA4gIAIZICAQDiAgAhAwAAABYAIAEAAJECADAiAACSAgAgAwAAABYAIAEAABcAMAIAABgAIAXpAQAA_wIAMOoBAACYAgAQ6wEAAP8CADCNAgEAAAABjgIBAPECACEBAAAAlQIAIAEAAACVAgAgBekBAAD_AgAw6gEAAJgCABDrAQAA_wIAMI0CAQDxAgAhjgIBAPECACEAAwAAAJgCACABAACZAgAwAgAAlQIAIAMAAACYAgAgAQAAmQIAMAIAAJUCACADAAAAmAIAIAEAAJkCADACAACVAgAgAo0CAQAAAAGOAgEAAAABARYAAJ0CACACjQIBAAAAAY4CAQAAAAEBFgAAnwIAMAEWAACfAgAwAo0CAQC3AwAhjgIBALcDACECAAAAlQIAIBYAAKICACACjQIBALcDACGOAgEAtwMAIQIAAACYAgAgFgAApAIAIAIAAACYAgAgFgAApAIAIAMAAACVAgAgHQAAnQIAIB4AAKICACABAAAAlQIAIAEAAACYAgAgAwwAAMIDACAlAADEAwAgJgAAwwMAIAXpAQAA_gIAMOoBAACrAgAQ6wEAAP4CADCNAgEA4gIAIY4CAQDiAgAhAwAAAJgCACABAACqAgAwIgAAqwIAIAMAAACYAgAgAQAAmQIAMAIAAJUCACAT6QEAAPsCADDqAQAAsQIAEOsBAAD7AgAw7AECAAAAAf4BQADyAgAh_wEBAPECACGAAgIA_AIAIYECAQDxAgAhggIBAPECACGDAgEA8QIAIYQCAgD8AgAhhQIBAPECACGGAgIA_AIAIYcCAQD9AgAhiAIBAPECACGJAgEA_QIAIYoCAQD9AgAhiwIBAP0CACGMAgEA_QIAIQEAAACuAgAgAQAAAK4CACAT6QEAAPsCADDqAQAAsQIAEOsBAAD7AgAw7AECAPACACH-AUAA8gIAIf8BAQDxAgAhgAICAPwCACGBAgEA8QIAIYICAQDxAgAhgwIBAPECACGEAgIA_AIAIYUCAQDxAgAhhgICAPwCACGHAgEA_QIAIYgCAQDxAgAhiQIBAP0CACGKAgEA_QIAIYsCAQD9AgAhjAIBAP0CACEIgAIAALEDACCEAgAAsQMAIIYCAACxAwAghwIAALEDACCJAgAAsQMAIIoCAACxAwAgiwIAALEDACCMAgAAsQMAIAMAAACxAgAgAQAAsgIAMAIAAK4CACADAAAAsQIAIAEAALICADACAACuAgAgAwAAALECACABAACyAgAwAgAArgIAIBDsAQIAAAAB_gFAAAAAAf8BAQAAAAGAAgIAAAABgQIBAAAAAYICAQAAAAGDAgEAAAABhAICAAAAAYUCAQAAAAGGAgIAAAABhwIBAAAAAYgCAQAAAAGJAgEAAAABigIBAAAAAYsCAQAAAAGMAgEAAAABARYAALYCACAQ7AECAAAAAf4BQAAAAAH_AQEAAAABgAICAAAAAYECAQAAAAGCAgEAAAABgwIBAAAAAYQCAgAAAAGFAgEAAAABhgICAAAAAYcCAQAAAAGIAgEAAAABiQIBAAAAAYoCAQAAAAGLAgEAAAABjAIBAAAAAQEWAAC4AgAwARYAALgCADAQ7AECALoDACH-AUAAuAMAIf8BAQC3AwAhgAICAMADACGBAgEAtwMAIYICAQC3AwAhgwIBALcDACGEAgIAwAMAIYUCAQC3AwAhhgICAMADACGHAgEAwQMAIYgCAQC3AwAhiQIBAMEDACGKAgEAwQMAIYsCAQDBAwAhjAIBAMEDACECAAAArgIAIBYAALsCACAQ7AECALoDACH-AUAAuAMAIf8BAQC3AwAhgAICAMADACGBAgEAtwMAIYICAQC3AwAhgwIBALcDACGEAgIAwAMAIYUCAQC3AwAhhgICAMADACGHAgEAwQMAIYgCAQC3AwAhiQIBAMEDACGKAgEAwQMAIYsCAQDBAwAhjAIBAMEDACECAAAAsQIAIBYAAL0CACACAAAAsQIAIBYAAL0CACADAAAArgIAIB0AALYCACAeAAC7AgAgAQAAAK4CACABAAAAsQIAIA0MAAC7AwAgIwAAvAMAICQAAL8DACAlAAC-AwAgJgAAvQMAIIACAACxAwAghAIAALEDACCGAgAAsQMAIIcCAACxAwAgiQIAALEDACCKAgAAsQMAIIsCAACxAwAgjAIAALEDACAT6QEAAPQCADDqAQAAxAIAEOsBAAD0AgAw7AECAOECACH-AUAA4wIAIf8BAQDiAgAhgAICAPUCACGBAgEA4gIAIYICAQDiAgAhgwIBAOICACGEAgIA9QIAIYUCAQDiAgAhhgICAPUCACGHAgEA9gIAIYgCAQDiAgAhiQIBAPYCACGKAgEA9gIAIYsCAQD2AgAhjAIBAPYCACEDAAAAsQIAIAEAAMMCADAiAADEAgAgAwAAALECACABAACyAgAwAgAArgIAIArpAQAA7wIAMOoBAADKAgAQ6wEAAO8CADDsAQIAAAAB7QEBAAAAAe4BAQDxAgAh7wEBAPECACHwAQEA8QIAIfEBQADyAgAh8gFAAPMCACEBAAAAxwIAIAEAAADHAgAgCukBAADvAgAw6gEAAMoCABDrAQAA7wIAMOwBAgDwAgAh7QEBAPECACHuAQEA8QIAIe8BAQDxAgAh8AEBAPECACHxAUAA8gIAIfIBQADzAgAhAfIBAACxAwAgAwAAAMoCACABAADLAgAwAgAAxwIAIAMAAADKAgAgAQAAywIAMAIAAMcCACADAAAAygIAIAEAAMsCADACAADHAgAgB-wBAgAAAAHtAQEAAAAB7gEBAAAAAe8BAQAAAAHwAQEAAAAB8QFAAAAAAfIBQAAAAAEBFgAAzwIAIAfsAQIAAAAB7QEBAAAAAe4BAQAAAAHvAQEAAAAB8AEBAAAAAfEBQAAAAAHyAUAAAAABARYAANECADABFgAA0QIAMAfsAQIAugMAIe0BAQC3AwAh7gEBALcDACHvAQEAtwMAIfABAQC3AwAh8QFAALgDACHyAUAAuQMAIQIAAADHAgAgFgAA1AIAIAfsAQIAugMAIe0BAQC3AwAh7gEBALcDACHvAQEAtwMAIfABAQC3AwAh8QFAALgDACHyAUAAuQMAIQIAAADKAgAgFgAA1gIAIAIAAADKAgAgFgAA1gIAIAMAAADHAgAgHQAAzwIAIB4AANQCACABAAAAxwIAIAEAAADKAgAgBgwAALIDACAjAACzAwAgJAAAtgMAICUAALUDACAmAAC0AwAg8gEAALEDACAK6QEAAOACADDqAQAA3QIAEOsBAADgAgAw7AECAOECACHtAQEA4gIAIe4BAQDiAgAh7wEBAOICACHwAQEA4gIAIfEBQADjAgAh8gFAAOQCACEDAAAAygIAIAEAANwCADAiAADdAgAgAwAAAMoCACABAADLAgAwAgAAxwIAIArpAQAA4AIAMOoBAADdAgAQ6wEAAOACADDsAQIA4QIAIe0BAQDiAgAh7gEBAOICACHvAQEA4gIAIfABAQDiAgAh8QFAAOMCACHyAUAA5AIAIQ0MAADpAgAgIwAA7gIAICQAAOkCACAlAADpAgAgJgAA6QIAIPMBAgAAAAH0AQIAAAAE9QECAAAABPYBAgAAAAH3AQIAAAAB-AECAAAAAfkBAgAAAAH6AQIA7QIAIQ4MAADpAgAgJQAA7AIAICYAAOwCACDzAQEAAAAB9AEBAAAABPUBAQAAAAT2AQEAAAAB9wEBAAAAAfgBAQAAAAH5AQEAAAAB-gEBAOsCACH7AQEAAAAB_AEBAAAAAf0BAQAAAAELDAAA6QIAICUAAOoCACAmAADqAgAg8wFAAAAAAfQBQAAAAAT1AUAAAAAE9gFAAAAAAfcBQAAAAAH4AUAAAAAB-QFAAAAAAfoBQADoAgAhCwwAAOYCACAlAADnAgAgJgAA5wIAIPMBQAAAAAH0AUAAAAAF9QFAAAAABfYBQAAAAAH3AUAAAAAB-AFAAAAAAfkBQAAAAAH6AUAA5QIAIQsMAADmAgAgJQAA5wIAICYAAOcCACDzAUAAAAAB9AFAAAAABfUBQAAAAAX2AUAAAAAB9wFAAAAAAfgBQAAAAAH5AUAAAAAB-gFAAOUCACEI8wECAAAAAfQBAgAAAAX1AQIAAAAF9gECAAAAAfcBAgAAAAH4AQIAAAAB-QECAAAAAfoBAgDmAgAhCPMBQAAAAAH0AUAAAAAF9QFAAAAABfYBQAAAAAH3AUAAAAAB-AFAAAAAAfkBQAAAAAH6AUAA5wIAIQsMAADpAgAgJQAA6gIAICYAAOoCACDzAUAAAAAB9AFAAAAABPUBQAAAAAT2AUAAAAAB9wFAAAAAAfgBQAAAAAH5AUAAAAAB-gFAAOgCACEI8wECAAAAAfQBAgAAAAT1AQIAAAAE9gECAAAAAfcBAgAAAAH4AQIAAAAB-QECAAAAAfoBAgDpAgAhCPMBQAAAAAH0AUAAAAAE9QFAAAAABPYBQAAAAAH3AUAAAAAB-AFAAAAAAfkBQAAAAAH6AUAA6gIAIQ4MAADpAgAgJQAA7AIAICYAAOwCACDzAQEAAAAB9AEBAAAABPUBAQAAAAT2AQEAAAAB9wEBAAAAAfgBAQAAAAH5AQEAAAAB-gEBAOsCACH7AQEAAAAB_AEBAAAAAf0BAQAAAAEL8wEBAAAAAfQBAQAAAAT1AQEAAAAE9gEBAAAAAfcBAQAAAAH4AQEAAAAB-QEBAAAAAfoBAQDsAgAh-wEBAAAAAfwBAQAAAAH9AQEAAAABDQwAAOkCACAjAADuAgAgJAAA6QIAICUAAOkCACAmAADpAgAg8wECAAAAAfQBAgAAAAT1AQIAAAAE9gECAAAAAfcBAgAAAAH4AQIAAAAB-QECAAAAAfoBAgDtAgAhCPMBCAAAAAH0AQgAAAAE9QEIAAAABPYBCAAAAAH3AQgAAAAB-AEIAAAAAfkBCAAAAAH6AQgA7gIAIQrpAQAA7wIAMOoBAADKAgAQ6wEAAO8CADDsAQIA8AIAIe0BAQDxAgAh7gEBAPECACHvAQEA8QIAIfABAQDxAgAh8QFAAPICACHyAUAA8wIAIQjzAQIAAAAB9AECAAAABPUBAgAAAAT2AQIAAAAB9wECAAAAAfgBAgAAAAH5AQIAAAAB-gECAOkCACEL8wEBAAAAAfQBAQAAAAT1AQEAAAAE9gEBAAAAAfcBAQAAAAH4AQEAAAAB-QEBAAAAAfoBAQDsAgAh-wEBAAAAAfwBAQAAAAH9AQEAAAABCPMBQAAAAAH0AUAAAAAE9QFAAAAABPYBQAAAAAH3AUAAAAAB-AFAAAAAAfkBQAAAAAH6AUAA6gIAIQjzAUAAAAAB9AFAAAAABfUBQAAAAAX2AUAAAAAB9wFAAAAAAfgBQAAAAAH5AUAAAAAB-gFAAOcCACET6QEAAPQCADDqAQAAxAIAEOsBAAD0AgAw7AECAOECACH-AUAA4wIAIf8BAQDiAgAhgAICAPUCACGBAgEA4gIAIYICAQDiAgAhgwIBAOICACGEAgIA9QIAIYUCAQDiAgAhhgICAPUCACGHAgEA9gIAIYgCAQDiAgAhiQIBAPYCACGKAgEA9gIAIYsCAQD2AgAhjAIBAPYCACENDAAA5gIAICMAAPoCACAkAADmAgAgJQAA5gIAICYAAOYCACDzAQIAAAAB9AECAAAABfUBAgAAAAX2AQIAAAAB9wECAAAAAfgBAgAAAAH5AQIAAAAB-gECAPkCACEODAAA5gIAICUAAPgCACAmAAD4AgAg8wEBAAAAAfQBAQAAAAX1AQEAAAAF9gEBAAAAAfcBAQAAAAH4AQEAAAAB-QEBAAAAAfoBAQD3AgAh-wEBAAAAAfwBAQAAAAH9AQEAAAABDgwAAOYCACAlAAD4AgAgJgAA-AIAIPMBAQAAAAH0AQEAAAAF9QEBAAAABfYBAQAAAAH3AQEAAAAB-AEBAAAAAfkBAQAAAAH6AQEA9wIAIfsBAQAAAAH8AQEAAAAB_QEBAAAAAQvzAQEAAAAB9AEBAAAABfUBAQAAAAX2AQEAAAAB9wEBAAAAAfgBAQAAAAH5AQEAAAAB-gEBAPgCACH7AQEAAAAB_AEBAAAAAf0BAQAAAAENDAAA5gIAICMAAPoCACAkAADmAgAgJQAA5gIAICYAAOYCACDzAQIAAAAB9AECAAAABfUBAgAAAAX2AQIAAAAB9wECAAAAAfgBAgAAAAH5AQIAAAAB-gECAPkCACEI8wEIAAAAAfQBCAAAAAX1AQgAAAAF9gEIAAAAAfcBCAAAAAH4AQgAAAAB-QEIAAAAAfoBCAD6AgAhE-kBAAD7AgAw6gEAALECABDrAQAA-wIAMOwBAgDwAgAh_gFAAPICACH_AQEA8QIAIYACAgD8AgAhgQIBAPECACGCAgEA8QIAIYMCAQDxAgAhhAICAPwCACGFAgEA8QIAIYYCAgD8AgAhhwIBAP0CACGIAgEA8QIAIYkCAQD9AgAhigIBAP0CACGLAgEA_QIAIYwCAQD9AgAhCPMBAgAAAAH0AQIAAAAF9QECAAAABfYBAgAAAAH3AQIAAAAB-AECAAAAAfkBAgAAAAH6AQIA5gIAIQvzAQEAAAAB9AEBAAAABfUBAQAAAAX2AQEAAAAB9wEBAAAAAfgBAQAAAAH5AQEAAAAB-gEBAPgCACH7AQEAAAAB_AEBAAAAAf0BAQAAAAEF6QEAAP4CADDqAQAAqwIAEOsBAAD-AgAwjQIBAOICACGOAgEA4gIAIQXpAQAA_wIAMOoBAACYAgAQ6wEAAP8CADCNAgEA8QIAIY4CAQDxAgAhCekBAACAAwAw6gEAAJICABDrAQAAgAMAMOwBAgDhAgAhhgICAPUCACGPAgIA4QIAIZACAQDiAgAhkQIBAOICACGSAgEA4gIAIQXpAQAAgQMAMOoBAAD6AQAQ6wEAAIEDADDsAQEA4gIAIZMCQADjAgAhBekBAACCAwAw6gEAAOcBABDrAQAAggMAMOwBAQDxAgAhkwJAAPICACEK6QEAAIMDADDqAQAA4QEAEOsBAACDAwAwjwICAOECACGUAgEA4gIAIZUCAQDiAgAhlgICAOECACGXAgIA4QIAIZgCAgDhAgAhmQIEAIQDACENDAAA6QIAICMAAO4CACAkAACGAwAgJQAAhgMAICYAAIYDACDzAQQAAAAB9AEEAAAABPUBBAAAAAT2AQQAAAAB9wEEAAAAAfgBBAAAAAH5AQQAAAAB-gEEAIUDACENDAAA6QIAICMAAO4CACAkAACGAwAgJQAAhgMAICYAAIYDACDzAQQAAAAB9AEEAAAABPUBBAAAAAT2AQQAAAAB9wEEAAAAAfgBBAAAAAH5AQQAAAAB-gEEAIUDACEI8wEEAAAAAfQBBAAAAAT1AQQAAAAE9gEEAAAAAfcBBAAAAAH4AQQAAAAB-QEEAAAAAfoBBACGAwAhDOkBAACHAwAw6gEAAMsBABDrAQAAhwMAMOwBAgDhAgAh8QFAAOMCACGPAgIA4QIAIZoCAQDiAgAhmwIBAOICACGcAkAA5AIAIZ0CBACEAwAhngIBAPYCACGfAgEA9gIAIRXpAQAAiAMAMOoBAAC1AQAQ6wEAAIgDADDsAQIA4QIAIfEBQADjAgAhhgICAPUCACGcAgQAiQMAIZ0CBACEAwAhngIBAPYCACGfAgEA9gIAIaACAQDiAgAhoQIBAOICACGiAgEA9gIAIaMCAQDiAgAhpAICAOECACGlAiAAigMAIaYCIACKAwAhpwICAOECACGoAgEA4gIAIakCAgDhAgAhqgJAAOMCACENDAAA5gIAICMAAPoCACAkAACOAwAgJQAAjgMAICYAAI4DACDzAQQAAAAB9AEEAAAABfUBBAAAAAX2AQQAAAAB9wEEAAAAAfgBBAAAAAH5AQQAAAAB-gEEAI0DACEFDAAA6QIAICUAAIwDACAmAACMAwAg8wEgAAAAAfoBIACLAwAhBQwAAOkCACAlAACMAwAgJgAAjAMAIPMBIAAAAAH6ASAAiwMAIQLzASAAAAAB-gEgAIwDACENDAAA5gIAICMAAPoCACAkAACOAwAgJQAAjgMAICYAAI4DACDzAQQAAAAB9AEEAAAABfUBBAAAAAX2AQQAAAAB9wEEAAAAAfgBBAAAAAH5AQQAAAAB-gEEAI0DACEI8wEEAAAAAfQBBAAAAAX1AQQAAAAF9gEEAAAAAfcBBAAAAAH4AQQAAAAB-QEEAAAAAfoBBACOAwAhCekBAACPAwAw6gEAAJ0BABDrAQAAjwMAMOwBAgDhAgAh8QFAAOMCACGGAgIA4QIAIaoCQADjAgAhqwICAOECACGsAgEA4gIAIQfpAQAAkAMAMOoBAACHAQAQ6wEAAJADADDsAQIA4QIAIYYCAgDhAgAhjgIBAOICACGhAgEA4gIAIQnpAQAAkQMAMOoBAABxABDrAQAAkQMAMOwBAgDhAgAh8QFAAOMCACGhAgEA4gIAIaoCQADjAgAhrQIgAIoDACGuAgIA4QIAIQjpAQAAkgMAMOoBAABbABDrAQAAkgMAMOwBAQDiAgAh8QFAAOMCACGcAkAA4wIAIasCAgDhAgAhrwJAAOMCACEN6QEAAJMDADDqAQAARQAQ6wEAAJMDADDsAQIA4QIAIfEBQADjAgAhpQIgAIoDACGqAkAA4wIAIbACAQDiAgAhsQIBAOICACGyAgEA4gIAIbMCAQD2AgAhtAIBAPYCACG1AiAAigMAIRAEAACWAwAgDwAAlwMAIBAAAJgDACDpAQAAlAMAMOoBAAAyABDrAQAAlAMAMOwBAgDwAgAh8QFAAPICACGlAiAAlQMAIaoCQADyAgAhsAIBAPECACGxAgEA8QIAIbICAQDxAgAhswIBAP0CACG0AgEA_QIAIbUCIACVAwAhAvMBIAAAAAH6ASAAjAMAIQO2AgAAAwAgtwIAAAMAILgCAAADACADtgIAAAcAILcCAAAHACC4AgAABwAgA7YCAAAQACC3AgAAEAAguAIAABAAIA4FAACaAwAgBgAAlwMAIAoAAJwDACANAACbAwAgDgAAnQMAIOkBAACZAwAw6gEAABAAEOsBAACZAwAw7AECAPACACHxAUAA8gIAIaECAQDxAgAhqgJAAPICACGtAiAAlQMAIa4CAgDwAgAhEgQAAJYDACAPAACXAwAgEAAAmAMAIOkBAACUAwAw6gEAADIAEOsBAACUAwAw7AECAPACACHxAUAA8gIAIaUCIACVAwAhqgJAAPICACGwAgEA8QIAIbECAQDxAgAhsgIBAPECACGzAgEA_QIAIbQCAQD9AgAhtQIgAJUDACG-AgAAMgAgvwIAADIAIAO2AgAADAAgtwIAAAwAILgCAAAMACADtgIAABYAILcCAAAWACC4AgAAFgAgA7YCAAAjACC3AgAAIwAguAIAACMAIAKGAgIAAAABoQIBAAAAAQgHAACgAwAg6QEAAJ8DADDqAQAAIwAQ6wEAAJ8DADDsAQIA8AIAIYYCAgDwAgAhjgIBAPECACGhAgEA8QIAIRAFAACaAwAgBgAAlwMAIAoAAJwDACANAACbAwAgDgAAnQMAIOkBAACZAwAw6gEAABAAEOsBAACZAwAw7AECAPACACHxAUAA8gIAIaECAQDxAgAhqgJAAPICACGtAiAAlQMAIa4CAgDwAgAhvgIAABAAIL8CAAAQACADjwICAAAAAZQCAQAAAAGVAgEAAAABCwgAAKQDACDpAQAAogMAMOoBAAAbABDrAQAAogMAMI8CAgDwAgAhlAIBAPECACGVAgEA8QIAIZYCAgDwAgAhlwICAPACACGYAgIA8AIAIZkCBACjAwAhCPMBBAAAAAH0AQQAAAAE9QEEAAAABPYBBAAAAAH3AQQAAAAB-AEEAAAAAfkBBAAAAAH6AQQAhgMAIRsHAACnAwAgCQAArAMAIAoAAJwDACALAACtAwAg6QEAAKoDADDqAQAADAAQ6wEAAKoDADDsAQIA8AIAIfEBQADyAgAhhgICAPwCACGcAgQAqwMAIZ0CBACjAwAhngIBAP0CACGfAgEA_QIAIaACAQDxAgAhoQIBAPECACGiAgEA_QIAIaMCAQDxAgAhpAICAPACACGlAiAAlQMAIaYCIACVAwAhpwICAPACACGoAgEA8QIAIakCAgDwAgAhqgJAAPICACG-AgAADAAgvwIAAAwAIAKPAgIAAAABkQIBAAAAAQsHAACnAwAgCAAApAMAIOkBAACmAwAw6gEAABYAEOsBAACmAwAw7AECAPACACGGAgIA_AIAIY8CAgDwAgAhkAIBAPECACGRAgEA8QIAIZICAQDxAgAhEAUAAJoDACAGAACXAwAgCgAAnAMAIA0AAJsDACAOAACdAwAg6QEAAJkDADDqAQAAEAAQ6wEAAJkDADDsAQIA8AIAIfEBQADyAgAhoQIBAPECACGqAkAA8gIAIa0CIACVAwAhrgICAPACACG-AgAAEAAgvwIAABAAIA0IAACkAwAg6QEAAKgDADDqAQAAEgAQ6wEAAKgDADDsAQIA8AIAIfEBQADyAgAhjwICAPACACGaAgEA8QIAIZsCAQDxAgAhnAJAAPMCACGdAgQAowMAIZ4CAQD9AgAhnwIBAP0CACEDhgICAAAAAaECAQAAAAGmAiAAAAABGQcAAKcDACAJAACsAwAgCgAAnAMAIAsAAK0DACDpAQAAqgMAMOoBAAAMABDrAQAAqgMAMOwBAgDwAgAh8QFAAPICACGGAgIA_AIAIZwCBACrAwAhnQIEAKMDACGeAgEA_QIAIZ8CAQD9AgAhoAIBAPECACGhAgEA8QIAIaICAQD9AgAhowIBAPECACGkAgIA8AIAIaUCIACVAwAhpgIgAJUDACGnAgIA8AIAIagCAQDxAgAhqQICAPACACGqAkAA8gIAIQjzAQQAAAAB9AEEAAAABfUBBAAAAAX2AQQAAAAB9wEEAAAAAfgBBAAAAAH5AQQAAAAB-gEEAI4DACEDtgIAABIAILcCAAASACC4AgAAEgAgA7YCAAAbACC3AgAAGwAguAIAABsAIAKGAgIAAAABqwICAAAAAQsDAACaAwAgBwAAoAMAIOkBAACvAwAw6gEAAAcAEOsBAACvAwAw7AECAPACACHxAUAA8gIAIYYCAgDwAgAhqgJAAPICACGrAgIA8AIAIawCAQDxAgAhCQMAAJoDACDpAQAAsAMAMOoBAAADABDrAQAAsAMAMOwBAQDxAgAh8QFAAPICACGcAkAA8gIAIasCAgDwAgAhrwJAAPICACEAAAAAAAABwwIBAAAAAQHDAkAAAAABAcMCQAAAAAEFwwICAAAAAckCAgAAAAHKAgIAAAABywICAAAAAcwCAgAAAAEAAAAAAAXDAgIAAAAByQICAAAAAcoCAgAAAAHLAgIAAAABzAICAAAAAQHDAgEAAAABAAAAAAAAAAAFHQAA0QUAIB4AANcFACDAAgAA0gUAIMECAADWBQAgxgIAAA4AIAcdAADPBQAgHgAA1AUAIMACAADQBQAgwQIAANMFACDEAgAAEAAgxQIAABAAIMYCAAAsACADHQAA0QUAIMACAADSBQAgxgIAAA4AIAMdAADPBQAgwAIAANAFACDGAgAALAAgAAAAAAAAAAAFwwIEAAAAAckCBAAAAAHKAgQAAAABywIEAAAAAcwCBAAAAAEFHQAAygUAIB4AAM0FACDAAgAAywUAIMECAADMBQAgxgIAAA4AIAMdAADKBQAgwAIAAMsFACDGAgAADgAgAAAAAAAFHQAAxQUAIB4AAMgFACDAAgAAxgUAIMECAADHBQAgxgIAAA4AIAMdAADFBQAgwAIAAMYFACDGAgAADgAgAAAAAAAFwwIEAAAAAckCBAAAAAHKAgQAAAABywIEAAAAAcwCBAAAAAEBwwIgAAAAAQcdAAC9BQAgHgAAwwUAIMACAAC-BQAgwQIAAMIFACDEAgAAEAAgxQIAABAAIMYCAAAsACALHQAAgwQAMB4AAIgEADDAAgAAhAQAMMECAACFBAAwwgIAAIYEACDDAgAAhwQAMMQCAACHBAAwxQIAAIcEADDGAgAAhwQAMMcCAACJBAAwyAIAAIoEADALHQAA9wMAMB4AAPwDADDAAgAA-AMAMMECAAD5AwAwwgIAAPoDACDDAgAA-wMAMMQCAAD7AwAwxQIAAPsDADDGAgAA-wMAMMcCAAD9AwAwyAIAAP4DADALHQAA6wMAMB4AAPADADDAAgAA7AMAMMECAADtAwAwwgIAAO4DACDDAgAA7wMAMMQCAADvAwAwxQIAAO8DADDGAgAA7wMAMMcCAADxAwAwyAIAAPIDADAGlAIBAAAAAZUCAQAAAAGWAgIAAAABlwICAAAAAZgCAgAAAAGZAgQAAAABAgAAAB0AIB0AAPYDACADAAAAHQAgHQAA9gMAIB4AAPUDACABFgAAwQUAMAwIAACkAwAg6QEAAKIDADDqAQAAGwAQ6wEAAKIDADCPAgIA8AIAIZQCAQDxAgAhlQIBAPECACGWAgIA8AIAIZcCAgDwAgAhmAICAPACACGZAgQAowMAIboCAAChAwAgAgAAAB0AIBYAAPUDACACAAAA8wMAIBYAAPQDACAK6QEAAPIDADDqAQAA8wMAEOsBAADyAwAwjwICAPACACGUAgEA8QIAIZUCAQDxAgAhlgICAPACACGXAgIA8AIAIZgCAgDwAgAhmQIEAKMDACEK6QEAAPIDADDqAQAA8wMAEOsBAADyAwAwjwICAPACACGUAgEA8QIAIZUCAQDxAgAhlgICAPACACGXAgIA8AIAIZgCAgDwAgAhmQIEAKMDACEGlAIBALcDACGVAgEAtwMAIZYCAgC6AwAhlwICALoDACGYAgIAugMAIZkCBADWAwAhBpQCAQC3AwAhlQIBALcDACGWAgIAugMAIZcCAgC6AwAhmAICALoDACGZAgQA1gMAIQaUAgEAAAABlQIBAAAAAZYCAgAAAAGXAgIAAAABmAICAAAAAZkCBAAAAAEGBwAAzQMAIOwBAgAAAAGGAgIAAAABkAIBAAAAAZECAQAAAAGSAgEAAAABAgAAABgAIB0AAIIEACADAAAAGAAgHQAAggQAIB4AAIEEACABFgAAwAUAMAwHAACnAwAgCAAApAMAIOkBAACmAwAw6gEAABYAEOsBAACmAwAw7AECAAAAAYYCAgD8AgAhjwICAPACACGQAgEA8QIAIZECAQDxAgAhkgIBAPECACG7AgAApQMAIAIAAAAYACAWAACBBAAgAgAAAP8DACAWAACABAAgCekBAAD-AwAw6gEAAP8DABDrAQAA_gMAMOwBAgDwAgAhhgICAPwCACGPAgIA8AIAIZACAQDxAgAhkQIBAPECACGSAgEA8QIAIQnpAQAA_gMAMOoBAAD_AwAQ6wEAAP4DADDsAQIA8AIAIYYCAgD8AgAhjwICAPACACGQAgEA8QIAIZECAQDxAgAhkgIBAPECACEF7AECALoDACGGAgIAwAMAIZACAQC3AwAhkQIBALcDACGSAgEAtwMAIQYHAADLAwAg7AECALoDACGGAgIAwAMAIZACAQC3AwAhkQIBALcDACGSAgEAtwMAIQYHAADNAwAg7AECAAAAAYYCAgAAAAGQAgEAAAABkQIBAAAAAZICAQAAAAEI7AECAAAAAfEBQAAAAAGaAgEAAAABmwIBAAAAAZwCQAAAAAGdAgQAAAABngIBAAAAAZ8CAQAAAAECAAAAFAAgHQAAjgQAIAMAAAAUACAdAACOBAAgHgAAjQQAIAEWAAC_BQAwDQgAAKQDACDpAQAAqAMAMOoBAAASABDrAQAAqAMAMOwBAgAAAAHxAUAA8gIAIY8CAgDwAgAhmgIBAPECACGbAgEA8QIAIZwCQADzAgAhnQIEAKMDACGeAgEA_QIAIZ8CAQD9AgAhAgAAABQAIBYAAI0EACACAAAAiwQAIBYAAIwEACAM6QEAAIoEADDqAQAAiwQAEOsBAACKBAAw7AECAPACACHxAUAA8gIAIY8CAgDwAgAhmgIBAPECACGbAgEA8QIAIZwCQADzAgAhnQIEAKMDACGeAgEA_QIAIZ8CAQD9AgAhDOkBAACKBAAw6gEAAIsEABDrAQAAigQAMOwBAgDwAgAh8QFAAPICACGPAgIA8AIAIZoCAQDxAgAhmwIBAPECACGcAkAA8wIAIZ0CBACjAwAhngIBAP0CACGfAgEA_QIAIQjsAQIAugMAIfEBQAC4AwAhmgIBALcDACGbAgEAtwMAIZwCQAC5AwAhnQIEANYDACGeAgEAwQMAIZ8CAQDBAwAhCOwBAgC6AwAh8QFAALgDACGaAgEAtwMAIZsCAQC3AwAhnAJAALkDACGdAgQA1gMAIZ4CAQDBAwAhnwIBAMEDACEI7AECAAAAAfEBQAAAAAGaAgEAAAABmwIBAAAAAZwCQAAAAAGdAgQAAAABngIBAAAAAZ8CAQAAAAEDHQAAvQUAIMACAAC-BQAgxgIAACwAIAQdAACDBAAwwAIAAIQEADDCAgAAhgQAIMYCAACHBAAwBB0AAPcDADDAAgAA-AMAMMICAAD6AwAgxgIAAPsDADAEHQAA6wMAMMACAADsAwAwwgIAAO4DACDGAgAA7wMAMAAAAAAABR0AALUFACAeAAC7BQAgwAIAALYFACDBAgAAugUAIMYCAAAsACAFHQAAswUAIB4AALgFACDAAgAAtAUAIMECAAC3BQAgxgIAAAEAIAMdAAC1BQAgwAIAALYFACDGAgAALAAgAx0AALMFACDAAgAAtAUAIMYCAAABACAAAAAAAAUdAACuBQAgHgAAsQUAIMACAACvBQAgwQIAALAFACDGAgAALAAgAx0AAK4FACDAAgAArwUAIMYCAAAsACAAAAAAAAUdAAClBQAgHgAArAUAIMACAACmBQAgwQIAAKsFACDGAgAAAQAgCx0AAM4EADAeAADTBAAwwAIAAM8EADDBAgAA0AQAMMICAADRBAAgwwIAANIEADDEAgAA0gQAMMUCAADSBAAwxgIAANIEADDHAgAA1AQAMMgCAADVBAAwCx0AAMIEADAeAADHBAAwwAIAAMMEADDBAgAAxAQAMMICAADFBAAgwwIAAMYEADDEAgAAxgQAMMUCAADGBAAwxgIAAMYEADDHAgAAyAQAMMgCAADJBAAwCx0AALkEADAeAAC9BAAwwAIAALoEADDBAgAAuwQAMMICAAC8BAAgwwIAAPsDADDEAgAA-wMAMMUCAAD7AwAwxgIAAPsDADDHAgAAvgQAMMgCAAD-AwAwCx0AAK0EADAeAACyBAAwwAIAAK4EADDBAgAArwQAMMICAACwBAAgwwIAALEEADDEAgAAsQQAMMUCAACxBAAwxgIAALEEADDHAgAAswQAMMgCAAC0BAAwA-wBAgAAAAGOAgEAAAABoQIBAAAAAQIAAAAlACAdAAC4BAAgAwAAACUAIB0AALgEACAeAAC3BAAgARYAAKoFADAJBwAAoAMAIOkBAACfAwAw6gEAACMAEOsBAACfAwAw7AECAAAAAYYCAgDwAgAhjgIBAPECACGhAgEA8QIAIbkCAACeAwAgAgAAACUAIBYAALcEACACAAAAtQQAIBYAALYEACAH6QEAALQEADDqAQAAtQQAEOsBAAC0BAAw7AECAPACACGGAgIA8AIAIY4CAQDxAgAhoQIBAPECACEH6QEAALQEADDqAQAAtQQAEOsBAAC0BAAw7AECAPACACGGAgIA8AIAIY4CAQDxAgAhoQIBAPECACED7AECALoDACGOAgEAtwMAIaECAQC3AwAhA-wBAgC6AwAhjgIBALcDACGhAgEAtwMAIQPsAQIAAAABjgIBAAAAAaECAQAAAAEGCAAAzAMAIOwBAgAAAAGPAgIAAAABkAIBAAAAAZECAQAAAAGSAgEAAAABAgAAABgAIB0AAMEEACADAAAAGAAgHQAAwQQAIB4AAMAEACABFgAAqQUAMAIAAAAYACAWAADABAAgAgAAAP8DACAWAAC_BAAgBewBAgC6AwAhjwICALoDACGQAgEAtwMAIZECAQC3AwAhkgIBALcDACEGCAAAygMAIOwBAgC6AwAhjwICALoDACGQAgEAtwMAIZECAQC3AwAhkgIBALcDACEGCAAAzAMAIOwBAgAAAAGPAgIAAAABkAIBAAAAAZECAQAAAAGSAgEAAAABFAkAAJAEACAKAACRBAAgCwAAkgQAIOwBAgAAAAHxAUAAAAABnAIEAAAAAZ0CBAAAAAGeAgEAAAABnwIBAAAAAaACAQAAAAGhAgEAAAABogIBAAAAAaMCAQAAAAGkAgIAAAABpQIgAAAAAaYCIAAAAAGnAgIAAAABqAIBAAAAAakCAgAAAAGqAkAAAAABAgAAAA4AIB0AAM0EACADAAAADgAgHQAAzQQAIB4AAMwEACABFgAAqAUAMBoHAACnAwAgCQAArAMAIAoAAJwDACALAACtAwAg6QEAAKoDADDqAQAADAAQ6wEAAKoDADDsAQIAAAAB8QFAAPICACGGAgIA_AIAIZwCBACrAwAhnQIEAKMDACGeAgEA_QIAIZ8CAQD9AgAhoAIBAPECACGhAgEA8QIAIaICAQAAAAGjAgEA8QIAIaQCAgDwAgAhpQIgAJUDACGmAiAAlQMAIacCAgDwAgAhqAIBAPECACGpAgIA8AIAIaoCQADyAgAhvAIAAKkDACACAAAADgAgFgAAzAQAIAIAAADKBAAgFgAAywQAIBXpAQAAyQQAMOoBAADKBAAQ6wEAAMkEADDsAQIA8AIAIfEBQADyAgAhhgICAPwCACGcAgQAqwMAIZ0CBACjAwAhngIBAP0CACGfAgEA_QIAIaACAQDxAgAhoQIBAPECACGiAgEA_QIAIaMCAQDxAgAhpAICAPACACGlAiAAlQMAIaYCIACVAwAhpwICAPACACGoAgEA8QIAIakCAgDwAgAhqgJAAPICACEV6QEAAMkEADDqAQAAygQAEOsBAADJBAAw7AECAPACACHxAUAA8gIAIYYCAgD8AgAhnAIEAKsDACGdAgQAowMAIZ4CAQD9AgAhnwIBAP0CACGgAgEA8QIAIaECAQDxAgAhogIBAP0CACGjAgEA8QIAIaQCAgDwAgAhpQIgAJUDACGmAiAAlQMAIacCAgDwAgAhqAIBAPECACGpAgIA8AIAIaoCQADyAgAhEewBAgC6AwAh8QFAALgDACGcAgQA5QMAIZ0CBADWAwAhngIBAMEDACGfAgEAwQMAIaACAQC3AwAhoQIBALcDACGiAgEAwQMAIaMCAQC3AwAhpAICALoDACGlAiAA5gMAIaYCIADmAwAhpwICALoDACGoAgEAtwMAIakCAgC6AwAhqgJAALgDACEUCQAA6AMAIAoAAOkDACALAADqAwAg7AECALoDACHxAUAAuAMAIZwCBADlAwAhnQIEANYDACGeAgEAwQMAIZ8CAQDBAwAhoAIBALcDACGhAgEAtwMAIaICAQDBAwAhowIBALcDACGkAgIAugMAIaUCIADmAwAhpgIgAOYDACGnAgIAugMAIagCAQC3AwAhqQICALoDACGqAkAAuAMAIRQJAACQBAAgCgAAkQQAIAsAAJIEACDsAQIAAAAB8QFAAAAAAZwCBAAAAAGdAgQAAAABngIBAAAAAZ8CAQAAAAGgAgEAAAABoQIBAAAAAaICAQAAAAGjAgEAAAABpAICAAAAAaUCIAAAAAGmAiAAAAABpwICAAAAAagCAQAAAAGpAgIAAAABqgJAAAAAAQYDAACbBAAg7AECAAAAAfEBQAAAAAGqAkAAAAABqwICAAAAAawCAQAAAAECAAAACQAgHQAA2QQAIAMAAAAJACAdAADZBAAgHgAA2AQAIAEWAACnBQAwDAMAAJoDACAHAACgAwAg6QEAAK8DADDqAQAABwAQ6wEAAK8DADDsAQIAAAAB8QFAAPICACGGAgIA8AIAIaoCQADyAgAhqwICAPACACGsAgEA8QIAIb0CAACuAwAgAgAAAAkAIBYAANgEACACAAAA1gQAIBYAANcEACAJ6QEAANUEADDqAQAA1gQAEOsBAADVBAAw7AECAPACACHxAUAA8gIAIYYCAgDwAgAhqgJAAPICACGrAgIA8AIAIawCAQDxAgAhCekBAADVBAAw6gEAANYEABDrAQAA1QQAMOwBAgDwAgAh8QFAAPICACGGAgIA8AIAIaoCQADyAgAhqwICAPACACGsAgEA8QIAIQXsAQIAugMAIfEBQAC4AwAhqgJAALgDACGrAgIAugMAIawCAQC3AwAhBgMAAJkEACDsAQIAugMAIfEBQAC4AwAhqgJAALgDACGrAgIAugMAIawCAQC3AwAhBgMAAJsEACDsAQIAAAAB8QFAAAAAAaoCQAAAAAGrAgIAAAABrAIBAAAAAQMdAAClBQAgwAIAAKYFACDGAgAAAQAgBB0AAM4EADDAAgAAzwQAMMICAADRBAAgxgIAANIEADAEHQAAwgQAMMACAADDBAAwwgIAAMUEACDGAgAAxgQAMAQdAAC5BAAwwAIAALoEADDCAgAAvAQAIMYCAAD7AwAwBB0AAK0EADDAAgAArgQAMMICAACwBAAgxgIAALEEADAAAAAAAAUdAACgBQAgHgAAowUAIMACAAChBQAgwQIAAKIFACDGAgAAAQAgAx0AAKAFACDAAgAAoQUAIMYCAAABACAAAAAAAAsdAACDBQAwHgAAiAUAMMACAACEBQAwwQIAAIUFADDCAgAAhgUAIMMCAACHBQAwxAIAAIcFADDFAgAAhwUAMMYCAACHBQAwxwIAAIkFADDIAgAAigUAMAsdAAD6BAAwHgAA_gQAMMACAAD7BAAwwQIAAPwEADDCAgAA_QQAIMMCAADSBAAwxAIAANIEADDFAgAA0gQAMMYCAADSBAAwxwIAAP8EADDIAgAA1QQAMAsdAADuBAAwHgAA8wQAMMACAADvBAAwwQIAAPAEADDCAgAA8QQAIMMCAADyBAAwxAIAAPIEADDFAgAA8gQAMMYCAADyBAAwxwIAAPQEADDIAgAA9QQAMAkGAADbBAAgCgAA3QQAIA0AANwEACAOAADeBAAg7AECAAAAAfEBQAAAAAGhAgEAAAABqgJAAAAAAa0CIAAAAAECAAAALAAgHQAA-QQAIAMAAAAsACAdAAD5BAAgHgAA-AQAIAEWAACfBQAwDgUAAJoDACAGAACXAwAgCgAAnAMAIA0AAJsDACAOAACdAwAg6QEAAJkDADDqAQAAEAAQ6wEAAJkDADDsAQIAAAAB8QFAAPICACGhAgEAAAABqgJAAPICACGtAiAAlQMAIa4CAgDwAgAhAgAAACwAIBYAAPgEACACAAAA9gQAIBYAAPcEACAJ6QEAAPUEADDqAQAA9gQAEOsBAAD1BAAw7AECAPACACHxAUAA8gIAIaECAQDxAgAhqgJAAPICACGtAiAAlQMAIa4CAgDwAgAhCekBAAD1BAAw6gEAAPYEABDrAQAA9QQAMOwBAgDwAgAh8QFAAPICACGhAgEA8QIAIaoCQADyAgAhrQIgAJUDACGuAgIA8AIAIQXsAQIAugMAIfEBQAC4AwAhoQIBALcDACGqAkAAuAMAIa0CIADmAwAhCQYAAKkEACAKAACrBAAgDQAAqgQAIA4AAKwEACDsAQIAugMAIfEBQAC4AwAhoQIBALcDACGqAkAAuAMAIa0CIADmAwAhCQYAANsEACAKAADdBAAgDQAA3AQAIA4AAN4EACDsAQIAAAAB8QFAAAAAAaECAQAAAAGqAkAAAAABrQIgAAAAAQYHAACaBAAg7AECAAAAAfEBQAAAAAGGAgIAAAABqgJAAAAAAawCAQAAAAECAAAACQAgHQAAggUAIAMAAAAJACAdAACCBQAgHgAAgQUAIAEWAACeBQAwAgAAAAkAIBYAAIEFACACAAAA1gQAIBYAAIAFACAF7AECALoDACHxAUAAuAMAIYYCAgC6AwAhqgJAALgDACGsAgEAtwMAIQYHAACYBAAg7AECALoDACHxAUAAuAMAIYYCAgC6AwAhqgJAALgDACGsAgEAtwMAIQYHAACaBAAg7AECAAAAAfEBQAAAAAGGAgIAAAABqgJAAAAAAawCAQAAAAEE7AEBAAAAAfEBQAAAAAGcAkAAAAABrwJAAAAAAQIAAAAFACAdAACOBQAgAwAAAAUAIB0AAI4FACAeAACNBQAgARYAAJ0FADAJAwAAmgMAIOkBAACwAwAw6gEAAAMAEOsBAACwAwAw7AEBAAAAAfEBQADyAgAhnAJAAPICACGrAgIA8AIAIa8CQADyAgAhAgAAAAUAIBYAAI0FACACAAAAiwUAIBYAAIwFACAI6QEAAIoFADDqAQAAiwUAEOsBAACKBQAw7AEBAPECACHxAUAA8gIAIZwCQADyAgAhqwICAPACACGvAkAA8gIAIQjpAQAAigUAMOoBAACLBQAQ6wEAAIoFADDsAQEA8QIAIfEBQADyAgAhnAJAAPICACGrAgIA8AIAIa8CQADyAgAhBOwBAQC3AwAh8QFAALgDACGcAkAAuAMAIa8CQAC4AwAhBOwBAQC3AwAh8QFAALgDACGcAkAAuAMAIa8CQAC4AwAhBOwBAQAAAAHxAUAAAAABnAJAAAAAAa8CQAAAAAEEHQAAgwUAMMACAACEBQAwwgIAAIYFACDGAgAAhwUAMAQdAAD6BAAwwAIAAPsEADDCAgAA_QQAIMYCAADSBAAwBB0AAO4EADDAAgAA7wQAMMICAADxBAAgxgIAAPIEADAAAAAFBAAAkgUAIA8AAJMFACAQAACUBQAgswIAALEDACC0AgAAsQMAIAAAAAUFAACVBQAgBgAAkwUAIAoAAJcFACANAACWBQAgDgAAmAUAIAkHAACZBQAgCQAAmwUAIAoAAJcFACALAACcBQAghgIAALEDACCcAgAAsQMAIJ4CAACxAwAgnwIAALEDACCiAgAAsQMAIAAABOwBAQAAAAHxAUAAAAABnAJAAAAAAa8CQAAAAAEF7AECAAAAAfEBQAAAAAGGAgIAAAABqgJAAAAAAawCAQAAAAEF7AECAAAAAfEBQAAAAAGhAgEAAAABqgJAAAAAAa0CIAAAAAEMDwAAkAUAIBAAAJEFACDsAQIAAAAB8QFAAAAAAaUCIAAAAAGqAkAAAAABsAIBAAAAAbECAQAAAAGyAgEAAAABswIBAAAAAbQCAQAAAAG1AiAAAAABAgAAAAEAIB0AAKAFACADAAAAMgAgHQAAoAUAIB4AAKQFACAOAAAAMgAgDwAA7AQAIBAAAO0EACAWAACkBQAg7AECALoDACHxAUAAuAMAIaUCIADmAwAhqgJAALgDACGwAgEAtwMAIbECAQC3AwAhsgIBALcDACGzAgEAwQMAIbQCAQDBAwAhtQIgAOYDACEMDwAA7AQAIBAAAO0EACDsAQIAugMAIfEBQAC4AwAhpQIgAOYDACGqAkAAuAMAIbACAQC3AwAhsQIBALcDACGyAgEAtwMAIbMCAQDBAwAhtAIBAMEDACG1AiAA5gMAIQwEAACPBQAgDwAAkAUAIOwBAgAAAAHxAUAAAAABpQIgAAAAAaoCQAAAAAGwAgEAAAABsQIBAAAAAbICAQAAAAGzAgEAAAABtAIBAAAAAbUCIAAAAAECAAAAAQAgHQAApQUAIAXsAQIAAAAB8QFAAAAAAaoCQAAAAAGrAgIAAAABrAIBAAAAARHsAQIAAAAB8QFAAAAAAZwCBAAAAAGdAgQAAAABngIBAAAAAZ8CAQAAAAGgAgEAAAABoQIBAAAAAaICAQAAAAGjAgEAAAABpAICAAAAAaUCIAAAAAGmAiAAAAABpwICAAAAAagCAQAAAAGpAgIAAAABqgJAAAAAAQXsAQIAAAABjwICAAAAAZACAQAAAAGRAgEAAAABkgIBAAAAAQPsAQIAAAABjgIBAAAAAaECAQAAAAEDAAAAMgAgHQAApQUAIB4AAK0FACAOAAAAMgAgBAAA6wQAIA8AAOwEACAWAACtBQAg7AECALoDACHxAUAAuAMAIaUCIADmAwAhqgJAALgDACGwAgEAtwMAIbECAQC3AwAhsgIBALcDACGzAgEAwQMAIbQCAQDBAwAhtQIgAOYDACEMBAAA6wQAIA8AAOwEACDsAQIAugMAIfEBQAC4AwAhpQIgAOYDACGqAkAAuAMAIbACAQC3AwAhsQIBALcDACGyAgEAtwMAIbMCAQDBAwAhtAIBAMEDACG1AiAA5gMAIQoFAADaBAAgBgAA2wQAIAoAAN0EACANAADcBAAg7AECAAAAAfEBQAAAAAGhAgEAAAABqgJAAAAAAa0CIAAAAAGuAgIAAAABAgAAACwAIB0AAK4FACADAAAAEAAgHQAArgUAIB4AALIFACAMAAAAEAAgBQAAqAQAIAYAAKkEACAKAACrBAAgDQAAqgQAIBYAALIFACDsAQIAugMAIfEBQAC4AwAhoQIBALcDACGqAkAAuAMAIa0CIADmAwAhrgICALoDACEKBQAAqAQAIAYAAKkEACAKAACrBAAgDQAAqgQAIOwBAgC6AwAh8QFAALgDACGhAgEAtwMAIaoCQAC4AwAhrQIgAOYDACGuAgIAugMAIQwEAACPBQAgEAAAkQUAIOwBAgAAAAHxAUAAAAABpQIgAAAAAaoCQAAAAAGwAgEAAAABsQIBAAAAAbICAQAAAAGzAgEAAAABtAIBAAAAAbUCIAAAAAECAAAAAQAgHQAAswUAIAoFAADaBAAgCgAA3QQAIA0AANwEACAOAADeBAAg7AECAAAAAfEBQAAAAAGhAgEAAAABqgJAAAAAAa0CIAAAAAGuAgIAAAABAgAAACwAIB0AALUFACADAAAAMgAgHQAAswUAIB4AALkFACAOAAAAMgAgBAAA6wQAIBAAAO0EACAWAAC5BQAg7AECALoDACHxAUAAuAMAIaUCIADmAwAhqgJAALgDACGwAgEAtwMAIbECAQC3AwAhsgIBALcDACGzAgEAwQMAIbQCAQDBAwAhtQIgAOYDACEMBAAA6wQAIBAAAO0EACDsAQIAugMAIfEBQAC4AwAhpQIgAOYDACGqAkAAuAMAIbACAQC3AwAhsQIBALcDACGyAgEAtwMAIbMCAQDBAwAhtAIBAMEDACG1AiAA5gMAIQMAAAAQACAdAAC1BQAgHgAAvAUAIAwAAAAQACAFAACoBAAgCgAAqwQAIA0AAKoEACAOAACsBAAgFgAAvAUAIOwBAgC6AwAh8QFAALgDACGhAgEAtwMAIaoCQAC4AwAhrQIgAOYDACGuAgIAugMAIQoFAACoBAAgCgAAqwQAIA0AAKoEACAOAACsBAAg7AECALoDACHxAUAAuAMAIaECAQC3AwAhqgJAALgDACGtAiAA5gMAIa4CAgC6AwAhCgUAANoEACAGAADbBAAgCgAA3QQAIA4AAN4EACDsAQIAAAAB8QFAAAAAAaECAQAAAAGqAkAAAAABrQIgAAAAAa4CAgAAAAECAAAALAAgHQAAvQUAIAjsAQIAAAAB8QFAAAAAAZoCAQAAAAGbAgEAAAABnAJAAAAAAZ0CBAAAAAGeAgEAAAABnwIBAAAAAQXsAQIAAAABhgICAAAAAZACAQAAAAGRAgEAAAABkgIBAAAAAQaUAgEAAAABlQIBAAAAAZYCAgAAAAGXAgIAAAABmAICAAAAAZkCBAAAAAEDAAAAEAAgHQAAvQUAIB4AAMQFACAMAAAAEAAgBQAAqAQAIAYAAKkEACAKAACrBAAgDgAArAQAIBYAAMQFACDsAQIAugMAIfEBQAC4AwAhoQIBALcDACGqAkAAuAMAIa0CIADmAwAhrgICALoDACEKBQAAqAQAIAYAAKkEACAKAACrBAAgDgAArAQAIOwBAgC6AwAh8QFAALgDACGhAgEAtwMAIaoCQAC4AwAhrQIgAOYDACGuAgIAugMAIRUHAACPBAAgCgAAkQQAIAsAAJIEACDsAQIAAAAB8QFAAAAAAYYCAgAAAAGcAgQAAAABnQIEAAAAAZ4CAQAAAAGfAgEAAAABoAIBAAAAAaECAQAAAAGiAgEAAAABowIBAAAAAaQCAgAAAAGlAiAAAAABpgIgAAAAAacCAgAAAAGoAgEAAAABqQICAAAAAaoCQAAAAAECAAAADgAgHQAAxQUAIAMAAAAMACAdAADFBQAgHgAAyQUAIBcAAAAMACAHAADnAwAgCgAA6QMAIAsAAOoDACAWAADJBQAg7AECALoDACHxAUAAuAMAIYYCAgDAAwAhnAIEAOUDACGdAgQA1gMAIZ4CAQDBAwAhnwIBAMEDACGgAgEAtwMAIaECAQC3AwAhogIBAMEDACGjAgEAtwMAIaQCAgC6AwAhpQIgAOYDACGmAiAA5gMAIacCAgC6AwAhqAIBALcDACGpAgIAugMAIaoCQAC4AwAhFQcAAOcDACAKAADpAwAgCwAA6gMAIOwBAgC6AwAh8QFAALgDACGGAgIAwAMAIZwCBADlAwAhnQIEANYDACGeAgEAwQMAIZ8CAQDBAwAhoAIBALcDACGhAgEAtwMAIaICAQDBAwAhowIBALcDACGkAgIAugMAIaUCIADmAwAhpgIgAOYDACGnAgIAugMAIagCAQC3AwAhqQICALoDACGqAkAAuAMAIRUHAACPBAAgCQAAkAQAIAoAAJEEACDsAQIAAAAB8QFAAAAAAYYCAgAAAAGcAgQAAAABnQIEAAAAAZ4CAQAAAAGfAgEAAAABoAIBAAAAAaECAQAAAAGiAgEAAAABowIBAAAAAaQCAgAAAAGlAiAAAAABpgIgAAAAAacCAgAAAAGoAgEAAAABqQICAAAAAaoCQAAAAAECAAAADgAgHQAAygUAIAMAAAAMACAdAADKBQAgHgAAzgUAIBcAAAAMACAHAADnAwAgCQAA6AMAIAoAAOkDACAWAADOBQAg7AECALoDACHxAUAAuAMAIYYCAgDAAwAhnAIEAOUDACGdAgQA1gMAIZ4CAQDBAwAhnwIBAMEDACGgAgEAtwMAIaECAQC3AwAhogIBAMEDACGjAgEAtwMAIaQCAgC6AwAhpQIgAOYDACGmAiAA5gMAIacCAgC6AwAhqAIBALcDACGpAgIAugMAIaoCQAC4AwAhFQcAAOcDACAJAADoAwAgCgAA6QMAIOwBAgC6AwAh8QFAALgDACGGAgIAwAMAIZwCBADlAwAhnQIEANYDACGeAgEAwQMAIZ8CAQDBAwAhoAIBALcDACGhAgEAtwMAIaICAQDBAwAhowIBALcDACGkAgIAugMAIaUCIADmAwAhpgIgAOYDACGnAgIAugMAIagCAQC3AwAhqQICALoDACGqAkAAuAMAIQoFAADaBAAgBgAA2wQAIA0AANwEACAOAADeBAAg7AECAAAAAfEBQAAAAAGhAgEAAAABqgJAAAAAAa0CIAAAAAGuAgIAAAABAgAAACwAIB0AAM8FACAVBwAAjwQAIAkAAJAEACALAACSBAAg7AECAAAAAfEBQAAAAAGGAgIAAAABnAIEAAAAAZ0CBAAAAAGeAgEAAAABnwIBAAAAAaACAQAAAAGhAgEAAAABogIBAAAAAaMCAQAAAAGkAgIAAAABpQIgAAAAAaYCIAAAAAGnAgIAAAABqAIBAAAAAakCAgAAAAGqAkAAAAABAgAAAA4AIB0AANEFACADAAAAEAAgHQAAzwUAIB4AANUFACAMAAAAEAAgBQAAqAQAIAYAAKkEACANAACqBAAgDgAArAQAIBYAANUFACDsAQIAugMAIfEBQAC4AwAhoQIBALcDACGqAkAAuAMAIa0CIADmAwAhrgICALoDACEKBQAAqAQAIAYAAKkEACANAACqBAAgDgAArAQAIOwBAgC6AwAh8QFAALgDACGhAgEAtwMAIaoCQAC4AwAhrQIgAOYDACGuAgIAugMAIQMAAAAMACAdAADRBQAgHgAA2AUAIBcAAAAMACAHAADnAwAgCQAA6AMAIAsAAOoDACAWAADYBQAg7AECALoDACHxAUAAuAMAIYYCAgDAAwAhnAIEAOUDACGdAgQA1gMAIZ4CAQDBAwAhnwIBAMEDACGgAgEAtwMAIaECAQC3AwAhogIBAMEDACGjAgEAtwMAIaQCAgC6AwAhpQIgAOYDACGmAiAA5gMAIacCAgC6AwAhqAIBALcDACGpAgIAugMAIaoCQAC4AwAhFQcAAOcDACAJAADoAwAgCwAA6gMAIOwBAgC6AwAh8QFAALgDACGGAgIAwAMAIZwCBADlAwAhnQIEANYDACGeAgEAwQMAIZ8CAQDBAwAhoAIBALcDACGhAgEAtwMAIaICAQDBAwAhowIBALcDACGkAgIAugMAIaUCIADmAwAhpgIgAOYDACGnAgIAugMAIagCAQC3AwAhqQICALoDACGqAkAAuAMAIQQEBgIMAAwPCgMQLQQBAwABAgMAAQcABAYFAAEGCwMKIgcMAAsNDwUOJgoFBxEECRUGChkHCx4IDAAJAQgABQIHGgQIAAUBCAAFAwkfAAogAAshAAEHAAQEBicACikADSgADioAAwQuAA8vABAwAAAAAAUMABEjABIkABMlABQmABUAAAAAAAUMABEjABIkABMlABQmABUBAwABAQMAAQUMABojABskABwlAB0mAB4AAAAAAAUMABojABskABwlAB0mAB4BBQABAQUAAQUMACMjACQkACUlACYmACcAAAAAAAUMACMjACQkACUlACYmACcBBwAEAQcABAUMACwjAC0kAC4lAC8mADAAAAAAAAUMACwjAC0kAC4lAC8mADACAwABBwAEAgMAAQcABAUMADUjADYkADclADgmADkAAAAAAAUMADUjADYkADclADgmADkBB6oBBAEHsAEEBQwAPiMAPyQAQCUAQSYAQgAAAAAABQwAPiMAPyQAQCUAQSYAQgEIAAUBCAAFBQwARyMASCQASSUASiYASwAAAAAABQwARyMASCQASSUASiYASwEIAAUBCAAFBQwAUCMAUSQAUiUAUyYAVAAAAAAABQwAUCMAUSQAUiUAUyYAVAAAAAMMAFolAFsmAFwAAAADDABaJQBbJgBcAgeHAgQIAAUCB40CBAgABQUMAGEjAGIkAGMlAGQmAGUAAAAAAAUMAGEjAGIkAGMlAGQmAGUAAAADDABrJQBsJgBtAAAAAwwAayUAbCYAbQAAAAUMAHMjAHQkAHUlAHYmAHcAAAAAAAUMAHMjAHQkAHUlAHYmAHcAAAAFDAB9IwB-JAB_JQCAASYAgQEAAAAAAAUMAH0jAH4kAH8lAIABJgCBARECARIxARM0ARQ1ARU2ARc4ARg6DRk7Dho9ARs_DRxADx9BASBCASFDDSdGEChHFilIAipJAitKAixLAi1MAi5OAi9QDTBRFzFTAjJVDTNWGDRXAjVYAjZZDTdcGThdHzleBDpfBDtgBDxhBD1iBD5kBD9mDUBnIEFpBEJrDUNsIURtBEVuBEZvDUdyIkhzKEl0Ckp1Ckt2Ckx3Ck14Ck56Ck98DVB9KVF_ClKBAQ1TggEqVIMBClWEAQpWhQENV4gBK1iJATFZigEDWosBA1uMAQNcjQEDXY4BA16QAQNfkgENYJMBMmGVAQNilwENY5gBM2SZAQNlmgEDZpsBDWeeATRonwE6aaABBWqhAQVrogEFbKMBBW2kAQVupgEFb6gBDXCpATtxrAEFcq4BDXOvATx0sQEFdbIBBXazAQ13tgE9eLcBQ3m4AQZ6uQEGe7oBBny7AQZ9vAEGfr4BBn_AAQ2AAcEBRIEBwwEGggHFAQ2DAcYBRYQBxwEGhQHIAQaGAckBDYcBzAFGiAHNAUyJAc4BCIoBzwEIiwHQAQiMAdEBCI0B0gEIjgHUAQiPAdYBDZAB1wFNkQHZAQiSAdsBDZMB3AFOlAHdAQiVAd4BCJYB3wENlwHiAU-YAeMBVZkB5QFWmgHmAVabAekBVpwB6gFWnQHrAVaeAe0BVp8B7wENoAHwAVehAfIBVqIB9AENowH1AVikAfYBVqUB9wFWpgH4AQ2nAfsBWagB_AFdqQH9AQeqAf4BB6sB_wEHrAGAAgetAYECB64BgwIHrwGFAg2wAYYCXrEBiQIHsgGLAg2zAYwCX7QBjgIHtQGPAge2AZACDbcBkwJguAGUAma5AZYCZ7oBlwJnuwGaAme8AZsCZ70BnAJnvgGeAme_AaACDcABoQJowQGjAmfCAaUCDcMBpgJpxAGnAmfFAagCZ8YBqQINxwGsAmrIAa0CbskBrwJvygGwAm_LAbMCb8wBtAJvzQG1Am_OAbcCb88BuQIN0AG6AnDRAbwCb9IBvgIN0wG_AnHUAcACb9UBwQJv1gHCAg3XAcUCctgBxgJ42QHIAnnaAckCedsBzAJ53AHNAnndAc4Ced4B0AJ53wHSAg3gAdMCeuEB1QJ54gHXAg3jAdgCe-QB2QJ55QHaAnnmAdsCDecB3gJ86AHfAoIB"
};
async function decodeBase64AsWasm(wasmBase64) {
  const { Buffer: Buffer2 } = await import("node:buffer");
  const wasmArray = Buffer2.from(wasmBase64, "base64");
  return new WebAssembly.Module(wasmArray);
}
config.compilerWasm = {
  getRuntime: async () => await import("@prisma/client/runtime/query_compiler_fast_bg.postgresql.mjs"),
  getQueryCompilerWasmModule: async () => {
    const { wasm } = await import("@prisma/client/runtime/query_compiler_fast_bg.postgresql.wasm-base64.mjs");
    return await decodeBase64AsWasm(wasm);
  },
  importName: "./query_compiler_fast_bg.js"
};
function getPrismaClientClass() {
  return runtime.getPrismaClient(config);
}

// lib/server/generated/postgresql/internal/prismaNamespace.ts
import * as runtime2 from "@prisma/client/runtime/client";
var getExtensionContext = runtime2.Extensions.getExtensionContext;
var NullTypes2 = {
  DbNull: runtime2.NullTypes.DbNull,
  JsonNull: runtime2.NullTypes.JsonNull,
  AnyNull: runtime2.NullTypes.AnyNull
};
var TransactionIsolationLevel = runtime2.makeStrictEnum({
  ReadUncommitted: "ReadUncommitted",
  ReadCommitted: "ReadCommitted",
  RepeatableRead: "RepeatableRead",
  Serializable: "Serializable"
});
var defineExtension = runtime2.Extensions.defineExtension;

// lib/server/generated/postgresql/client.ts
globalThis["__dirname"] = path2.dirname(fileURLToPath(import.meta.url));
var PrismaClient = getPrismaClientClass();

// lib/server/generated/sqlite/client.ts
import * as path3 from "node:path";
import { fileURLToPath as fileURLToPath2 } from "node:url";

// lib/server/generated/sqlite/internal/class.ts
import * as runtime3 from "@prisma/client/runtime/client";
var config2 = {
  "previewFeatures": [],
  "clientVersion": "7.10.0",
  "engineVersion": "0edf323efd1d98336f3f0a68684b56f689b900d3",
  "activeProvider": "sqlite",
  "inlineSchema": '// One source for both engines (README "Decisions"): only what SQLite and PostgreSQL share. Closed sets are strings\n// that zod unions check at the edge. The PostgreSQL variant is derived by scripts/prisma-generate.mjs.\ngenerator client {\n  provider = "prisma-client"\n  output   = "/tmp/int/lib/server/generated/sqlite"\n}\n\ndatasource db {\n  provider = "sqlite"\n}\n\nmodel User {\n  id           Int             @id @default(autoincrement())\n  username     String          @unique\n  passwordHash String\n  realName     String          @default("")\n  /// For clients of the API, which keep it with a user; nothing is ever sent there.\n  email        String?         @unique\n  comment      String?\n  isAdmin      Boolean         @default(false)\n  disabled     Boolean         @default(false)\n  createdAt    DateTime\n  updatedAt    DateTime\n  sessions     Session[]\n  memberships  ProjectMember[]\n  projects     Project[]\n}\n\n/// A signed-in browser. The cookie carries only the id; deleting the row ends the session everywhere.\nmodel Session {\n  id         String   @id\n  userId     Int\n  createdAt  DateTime\n  lastSeenAt DateTime\n  expiresAt  DateTime\n  user       User     @relation(fields: [userId], references: [id], onDelete: Cascade)\n\n  @@index([userId])\n  @@index([expiresAt])\n}\n\nmodel Project {\n  id        Int               @id @default(autoincrement())\n  name      String            @unique\n  public    Boolean           @default(false)\n  ownerId   Int\n  createdAt DateTime\n  updatedAt DateTime\n  owner     User              @relation(fields: [ownerId], references: [id], onDelete: Restrict)\n  members   ProjectMember[]\n  robots    Robot[]\n  grants    RobotGrant[]\n  metadata  ProjectMetadata[]\n\n  @@index([createdAt])\n}\n\n/// What Harbor\'s clients keep with a project for parts of a registry that are not here; given back as it came.\nmodel ProjectMetadata {\n  id        Int     @id @default(autoincrement())\n  projectId Int\n  name      String\n  value     String\n  project   Project @relation(fields: [projectId], references: [id], onDelete: Cascade)\n\n  @@unique([projectId, name])\n}\n\nmodel ProjectMember {\n  id        Int      @id @default(autoincrement())\n  projectId Int\n  userId    Int\n  /// projectAdmin | maintainer | developer | guest | limitedGuest\n  role      String\n  createdAt DateTime\n  updatedAt DateTime\n  project   Project  @relation(fields: [projectId], references: [id], onDelete: Cascade)\n  user      User     @relation(fields: [userId], references: [id], onDelete: Cascade)\n\n  @@unique([projectId, userId])\n  @@index([userId])\n}\n\nmodel Robot {\n  id           Int           @id @default(autoincrement())\n  /// system | project\n  level        String\n  projectId    Int?\n  name         String\n  /// `<name>` or `<project>+<name>`, without the prefix, which is a setting; null for legacy robots.\n  loginName    String?       @unique\n  description  String        @default("")\n  /// Days from creation; -1 = never.\n  durationDays Int\n  /// Unix seconds; null = never. May lie beyond JavaScript\'s dates.\n  expiresAt    BigInt?\n  disabled     Boolean       @default(false)\n  legacy       Boolean       @default(false)\n  /// Bumped by every edit: a form filled in against an older version is answered with a conflict.\n  version      Int           @default(1)\n  /// local | robot\n  creatorType  String\n  creatorRef   Int\n  createdAt    DateTime\n  updatedAt    DateTime\n  project      Project?      @relation(fields: [projectId], references: [id], onDelete: Cascade)\n  secrets      RobotSecret[]\n  grants       RobotGrant[]\n\n  /// Unix seconds; 0 = never. Not null, so that one range finds what is unused, never included, and both engines sort\n  /// it alike. This and the next two lag behind by up to a minute, see lib/server/usage.\n  lastUsedAt      BigInt       @default(0)\n  lastUsedAddress String?\n  lastUsedClient  String?\n  usage           RobotUsage[]\n\n  @@unique([projectId, legacy, name])\n  @@index([projectId, name])\n  @@index([projectId, createdAt])\n  @@index([projectId, lastUsedAt, id, createdAt, name])\n  @@index([projectId, expiresAt, name])\n  @@index([projectId, disabled, name])\n  @@index([level, name])\n  @@index([level, createdAt])\n  @@index([level, lastUsedAt, id, createdAt, name])\n  @@index([level, expiresAt, name])\n  @@index([level, disabled, name])\n}\n\nmodel RobotSecret {\n  id        Int       @id @default(autoincrement())\n  robotId   Int\n  hash      String\n  /// sha256 | argon2id\n  scheme    String\n  createdAt DateTime\n  expiresAt DateTime?\n  robot     Robot     @relation(fields: [robotId], references: [id], onDelete: Cascade)\n\n  /// As a robot\'s.\n  lastUsedAt      BigInt  @default(0)\n  lastUsedAddress String?\n  lastUsedClient  String?\n\n  @@index([robotId])\n}\n\n/// What the registry told of a robot, per repository and day.\nmodel RobotUsage {\n  robotId    Int\n  /// UTC, YYYY-MM-DD.\n  day        String\n  repository String\n  pulls      Int    @default(0)\n  pushes     Int    @default(0)\n  deletes    Int    @default(0)\n  /// Unix seconds.\n  lastAt     BigInt\n  robot      Robot  @relation(fields: [robotId], references: [id], onDelete: Cascade)\n\n  @@id([robotId, day, repository])\n  @@index([day])\n}\n\n/// A registry\'s event that has been counted: it sends one again until it is told that it arrived.\nmodel RegistryEvent {\n  id         String   @id\n  receivedAt DateTime\n\n  @@index([receivedAt])\n}\n\nmodel RobotGrant {\n  id        Int      @id @default(autoincrement())\n  robotId   Int\n  /// system | all-projects | project\n  scope     String\n  /// `/` (system), `*` (all projects) or the project\'s id: makes a scope unique per robot.\n  scopeKey  String\n  projectId Int?\n  /// Canonical compact text, see lib/domain/access.ts.\n  access    String\n  robot     Robot    @relation(fields: [robotId], references: [id], onDelete: Cascade)\n  project   Project? @relation(fields: [projectId], references: [id], onDelete: Cascade)\n\n  @@unique([robotId, scopeKey])\n  @@index([projectId])\n}\n\nmodel Setting {\n  key   String @id\n  value String\n}\n\n/// Written in the transaction of the change it tells of; never edited. Names are copied so that a row still reads\n/// well after its actor, robot or project is gone.\nmodel AuditEvent {\n  id           Int      @id @default(autoincrement())\n  at           DateTime\n  /// user | robot | anonymous | system\n  actorKind    String\n  actorId      Int?\n  actorName    String\n  operation    String\n  resourceType String\n  resourceId   Int?\n  resource     String\n  projectId    Int?\n  projectName  String?\n  /// success | denied | failure\n  result       String\n  requestId    String?\n  address      String?\n  /// JSON text of the changed fields; never a secret or a hash.\n  before       String?\n  after        String?\n\n  @@index([at])\n  @@index([projectId, at])\n  @@index([resourceType, resourceId, at])\n  @@index([operation, at])\n}\n\n/// Signs registry tokens. The private key is encrypted with a key derived from SECRET_KEY.\nmodel SigningKey {\n  id          Int       @id @default(autoincrement())\n  kid         String    @unique\n  algorithm   String\n  privateKey  String\n  certificate String\n  createdAt   DateTime\n  retiredAt   DateTime?\n}\n',
  "runtimeDataModel": {
    "models": {},
    "enums": {},
    "types": {}
  },
  "parameterizationSchema": {
    "strings": [],
    "graph": ""
  }
};
config2.runtimeDataModel = JSON.parse('{"models":{"User":{"fields":[{"name":"id","kind":"scalar","type":"Int"},{"name":"username","kind":"scalar","type":"String"},{"name":"passwordHash","kind":"scalar","type":"String"},{"name":"realName","kind":"scalar","type":"String"},{"name":"email","kind":"scalar","type":"String"},{"name":"comment","kind":"scalar","type":"String"},{"name":"isAdmin","kind":"scalar","type":"Boolean"},{"name":"disabled","kind":"scalar","type":"Boolean"},{"name":"createdAt","kind":"scalar","type":"DateTime"},{"name":"updatedAt","kind":"scalar","type":"DateTime"},{"name":"sessions","kind":"object","type":"Session","relationName":"SessionToUser"},{"name":"memberships","kind":"object","type":"ProjectMember","relationName":"ProjectMemberToUser"},{"name":"projects","kind":"object","type":"Project","relationName":"ProjectToUser"}],"dbName":null,"schema":null},"Session":{"fields":[{"name":"id","kind":"scalar","type":"String"},{"name":"userId","kind":"scalar","type":"Int"},{"name":"createdAt","kind":"scalar","type":"DateTime"},{"name":"lastSeenAt","kind":"scalar","type":"DateTime"},{"name":"expiresAt","kind":"scalar","type":"DateTime"},{"name":"user","kind":"object","type":"User","relationName":"SessionToUser"}],"dbName":null,"schema":null},"Project":{"fields":[{"name":"id","kind":"scalar","type":"Int"},{"name":"name","kind":"scalar","type":"String"},{"name":"public","kind":"scalar","type":"Boolean"},{"name":"ownerId","kind":"scalar","type":"Int"},{"name":"createdAt","kind":"scalar","type":"DateTime"},{"name":"updatedAt","kind":"scalar","type":"DateTime"},{"name":"owner","kind":"object","type":"User","relationName":"ProjectToUser"},{"name":"members","kind":"object","type":"ProjectMember","relationName":"ProjectToProjectMember"},{"name":"robots","kind":"object","type":"Robot","relationName":"ProjectToRobot"},{"name":"grants","kind":"object","type":"RobotGrant","relationName":"ProjectToRobotGrant"},{"name":"metadata","kind":"object","type":"ProjectMetadata","relationName":"ProjectToProjectMetadata"}],"dbName":null,"schema":null},"ProjectMetadata":{"fields":[{"name":"id","kind":"scalar","type":"Int"},{"name":"projectId","kind":"scalar","type":"Int"},{"name":"name","kind":"scalar","type":"String"},{"name":"value","kind":"scalar","type":"String"},{"name":"project","kind":"object","type":"Project","relationName":"ProjectToProjectMetadata"}],"dbName":null,"schema":null},"ProjectMember":{"fields":[{"name":"id","kind":"scalar","type":"Int"},{"name":"projectId","kind":"scalar","type":"Int"},{"name":"userId","kind":"scalar","type":"Int"},{"name":"role","kind":"scalar","type":"String"},{"name":"createdAt","kind":"scalar","type":"DateTime"},{"name":"updatedAt","kind":"scalar","type":"DateTime"},{"name":"project","kind":"object","type":"Project","relationName":"ProjectToProjectMember"},{"name":"user","kind":"object","type":"User","relationName":"ProjectMemberToUser"}],"dbName":null,"schema":null},"Robot":{"fields":[{"name":"id","kind":"scalar","type":"Int"},{"name":"level","kind":"scalar","type":"String"},{"name":"projectId","kind":"scalar","type":"Int"},{"name":"name","kind":"scalar","type":"String"},{"name":"loginName","kind":"scalar","type":"String"},{"name":"description","kind":"scalar","type":"String"},{"name":"durationDays","kind":"scalar","type":"Int"},{"name":"expiresAt","kind":"scalar","type":"BigInt"},{"name":"disabled","kind":"scalar","type":"Boolean"},{"name":"legacy","kind":"scalar","type":"Boolean"},{"name":"version","kind":"scalar","type":"Int"},{"name":"creatorType","kind":"scalar","type":"String"},{"name":"creatorRef","kind":"scalar","type":"Int"},{"name":"createdAt","kind":"scalar","type":"DateTime"},{"name":"updatedAt","kind":"scalar","type":"DateTime"},{"name":"project","kind":"object","type":"Project","relationName":"ProjectToRobot"},{"name":"secrets","kind":"object","type":"RobotSecret","relationName":"RobotToRobotSecret"},{"name":"grants","kind":"object","type":"RobotGrant","relationName":"RobotToRobotGrant"},{"name":"lastUsedAt","kind":"scalar","type":"BigInt"},{"name":"lastUsedAddress","kind":"scalar","type":"String"},{"name":"lastUsedClient","kind":"scalar","type":"String"},{"name":"usage","kind":"object","type":"RobotUsage","relationName":"RobotToRobotUsage"}],"dbName":null,"schema":null},"RobotSecret":{"fields":[{"name":"id","kind":"scalar","type":"Int"},{"name":"robotId","kind":"scalar","type":"Int"},{"name":"hash","kind":"scalar","type":"String"},{"name":"scheme","kind":"scalar","type":"String"},{"name":"createdAt","kind":"scalar","type":"DateTime"},{"name":"expiresAt","kind":"scalar","type":"DateTime"},{"name":"robot","kind":"object","type":"Robot","relationName":"RobotToRobotSecret"},{"name":"lastUsedAt","kind":"scalar","type":"BigInt"},{"name":"lastUsedAddress","kind":"scalar","type":"String"},{"name":"lastUsedClient","kind":"scalar","type":"String"}],"dbName":null,"schema":null},"RobotUsage":{"fields":[{"name":"robotId","kind":"scalar","type":"Int"},{"name":"day","kind":"scalar","type":"String"},{"name":"repository","kind":"scalar","type":"String"},{"name":"pulls","kind":"scalar","type":"Int"},{"name":"pushes","kind":"scalar","type":"Int"},{"name":"deletes","kind":"scalar","type":"Int"},{"name":"lastAt","kind":"scalar","type":"BigInt"},{"name":"robot","kind":"object","type":"Robot","relationName":"RobotToRobotUsage"}],"dbName":null,"schema":null},"RegistryEvent":{"fields":[{"name":"id","kind":"scalar","type":"String"},{"name":"receivedAt","kind":"scalar","type":"DateTime"}],"dbName":null,"schema":null},"RobotGrant":{"fields":[{"name":"id","kind":"scalar","type":"Int"},{"name":"robotId","kind":"scalar","type":"Int"},{"name":"scope","kind":"scalar","type":"String"},{"name":"scopeKey","kind":"scalar","type":"String"},{"name":"projectId","kind":"scalar","type":"Int"},{"name":"access","kind":"scalar","type":"String"},{"name":"robot","kind":"object","type":"Robot","relationName":"RobotToRobotGrant"},{"name":"project","kind":"object","type":"Project","relationName":"ProjectToRobotGrant"}],"dbName":null,"schema":null},"Setting":{"fields":[{"name":"key","kind":"scalar","type":"String"},{"name":"value","kind":"scalar","type":"String"}],"dbName":null,"schema":null},"AuditEvent":{"fields":[{"name":"id","kind":"scalar","type":"Int"},{"name":"at","kind":"scalar","type":"DateTime"},{"name":"actorKind","kind":"scalar","type":"String"},{"name":"actorId","kind":"scalar","type":"Int"},{"name":"actorName","kind":"scalar","type":"String"},{"name":"operation","kind":"scalar","type":"String"},{"name":"resourceType","kind":"scalar","type":"String"},{"name":"resourceId","kind":"scalar","type":"Int"},{"name":"resource","kind":"scalar","type":"String"},{"name":"projectId","kind":"scalar","type":"Int"},{"name":"projectName","kind":"scalar","type":"String"},{"name":"result","kind":"scalar","type":"String"},{"name":"requestId","kind":"scalar","type":"String"},{"name":"address","kind":"scalar","type":"String"},{"name":"before","kind":"scalar","type":"String"},{"name":"after","kind":"scalar","type":"String"}],"dbName":null,"schema":null},"SigningKey":{"fields":[{"name":"id","kind":"scalar","type":"Int"},{"name":"kid","kind":"scalar","type":"String"},{"name":"algorithm","kind":"scalar","type":"String"},{"name":"privateKey","kind":"scalar","type":"String"},{"name":"certificate","kind":"scalar","type":"String"},{"name":"createdAt","kind":"scalar","type":"DateTime"},{"name":"retiredAt","kind":"scalar","type":"DateTime"}],"dbName":null,"schema":null}},"enums":{},"types":{}}');
config2.parameterizationSchema = {
  strings: JSON.parse('["where","orderBy","cursor","user","sessions","owner","members","project","robot","secrets","grants","usage","_count","robots","metadata","memberships","projects","User.findUnique","User.findUniqueOrThrow","User.findFirst","User.findFirstOrThrow","User.findMany","data","User.createOne","User.createMany","User.createManyAndReturn","User.updateOne","User.updateMany","User.updateManyAndReturn","create","update","User.upsertOne","User.deleteOne","User.deleteMany","having","_avg","_sum","_min","_max","User.groupBy","User.aggregate","Session.findUnique","Session.findUniqueOrThrow","Session.findFirst","Session.findFirstOrThrow","Session.findMany","Session.createOne","Session.createMany","Session.createManyAndReturn","Session.updateOne","Session.updateMany","Session.updateManyAndReturn","Session.upsertOne","Session.deleteOne","Session.deleteMany","Session.groupBy","Session.aggregate","Project.findUnique","Project.findUniqueOrThrow","Project.findFirst","Project.findFirstOrThrow","Project.findMany","Project.createOne","Project.createMany","Project.createManyAndReturn","Project.updateOne","Project.updateMany","Project.updateManyAndReturn","Project.upsertOne","Project.deleteOne","Project.deleteMany","Project.groupBy","Project.aggregate","ProjectMetadata.findUnique","ProjectMetadata.findUniqueOrThrow","ProjectMetadata.findFirst","ProjectMetadata.findFirstOrThrow","ProjectMetadata.findMany","ProjectMetadata.createOne","ProjectMetadata.createMany","ProjectMetadata.createManyAndReturn","ProjectMetadata.updateOne","ProjectMetadata.updateMany","ProjectMetadata.updateManyAndReturn","ProjectMetadata.upsertOne","ProjectMetadata.deleteOne","ProjectMetadata.deleteMany","ProjectMetadata.groupBy","ProjectMetadata.aggregate","ProjectMember.findUnique","ProjectMember.findUniqueOrThrow","ProjectMember.findFirst","ProjectMember.findFirstOrThrow","ProjectMember.findMany","ProjectMember.createOne","ProjectMember.createMany","ProjectMember.createManyAndReturn","ProjectMember.updateOne","ProjectMember.updateMany","ProjectMember.updateManyAndReturn","ProjectMember.upsertOne","ProjectMember.deleteOne","ProjectMember.deleteMany","ProjectMember.groupBy","ProjectMember.aggregate","Robot.findUnique","Robot.findUniqueOrThrow","Robot.findFirst","Robot.findFirstOrThrow","Robot.findMany","Robot.createOne","Robot.createMany","Robot.createManyAndReturn","Robot.updateOne","Robot.updateMany","Robot.updateManyAndReturn","Robot.upsertOne","Robot.deleteOne","Robot.deleteMany","Robot.groupBy","Robot.aggregate","RobotSecret.findUnique","RobotSecret.findUniqueOrThrow","RobotSecret.findFirst","RobotSecret.findFirstOrThrow","RobotSecret.findMany","RobotSecret.createOne","RobotSecret.createMany","RobotSecret.createManyAndReturn","RobotSecret.updateOne","RobotSecret.updateMany","RobotSecret.updateManyAndReturn","RobotSecret.upsertOne","RobotSecret.deleteOne","RobotSecret.deleteMany","RobotSecret.groupBy","RobotSecret.aggregate","RobotUsage.findUnique","RobotUsage.findUniqueOrThrow","RobotUsage.findFirst","RobotUsage.findFirstOrThrow","RobotUsage.findMany","RobotUsage.createOne","RobotUsage.createMany","RobotUsage.createManyAndReturn","RobotUsage.updateOne","RobotUsage.updateMany","RobotUsage.updateManyAndReturn","RobotUsage.upsertOne","RobotUsage.deleteOne","RobotUsage.deleteMany","RobotUsage.groupBy","RobotUsage.aggregate","RegistryEvent.findUnique","RegistryEvent.findUniqueOrThrow","RegistryEvent.findFirst","RegistryEvent.findFirstOrThrow","RegistryEvent.findMany","RegistryEvent.createOne","RegistryEvent.createMany","RegistryEvent.createManyAndReturn","RegistryEvent.updateOne","RegistryEvent.updateMany","RegistryEvent.updateManyAndReturn","RegistryEvent.upsertOne","RegistryEvent.deleteOne","RegistryEvent.deleteMany","RegistryEvent.groupBy","RegistryEvent.aggregate","RobotGrant.findUnique","RobotGrant.findUniqueOrThrow","RobotGrant.findFirst","RobotGrant.findFirstOrThrow","RobotGrant.findMany","RobotGrant.createOne","RobotGrant.createMany","RobotGrant.createManyAndReturn","RobotGrant.updateOne","RobotGrant.updateMany","RobotGrant.updateManyAndReturn","RobotGrant.upsertOne","RobotGrant.deleteOne","RobotGrant.deleteMany","RobotGrant.groupBy","RobotGrant.aggregate","Setting.findUnique","Setting.findUniqueOrThrow","Setting.findFirst","Setting.findFirstOrThrow","Setting.findMany","Setting.createOne","Setting.createMany","Setting.createManyAndReturn","Setting.updateOne","Setting.updateMany","Setting.updateManyAndReturn","Setting.upsertOne","Setting.deleteOne","Setting.deleteMany","Setting.groupBy","Setting.aggregate","AuditEvent.findUnique","AuditEvent.findUniqueOrThrow","AuditEvent.findFirst","AuditEvent.findFirstOrThrow","AuditEvent.findMany","AuditEvent.createOne","AuditEvent.createMany","AuditEvent.createManyAndReturn","AuditEvent.updateOne","AuditEvent.updateMany","AuditEvent.updateManyAndReturn","AuditEvent.upsertOne","AuditEvent.deleteOne","AuditEvent.deleteMany","AuditEvent.groupBy","AuditEvent.aggregate","SigningKey.findUnique","SigningKey.findUniqueOrThrow","SigningKey.findFirst","SigningKey.findFirstOrThrow","SigningKey.findMany","SigningKey.createOne","SigningKey.createMany","SigningKey.createManyAndReturn","SigningKey.updateOne","SigningKey.updateMany","SigningKey.updateManyAndReturn","SigningKey.upsertOne","SigningKey.deleteOne","SigningKey.deleteMany","SigningKey.groupBy","SigningKey.aggregate","AND","OR","NOT","id","kid","algorithm","privateKey","certificate","createdAt","retiredAt","equals","in","notIn","lt","lte","gt","gte","not","contains","startsWith","endsWith","at","actorKind","actorId","actorName","operation","resourceType","resourceId","resource","projectId","projectName","result","requestId","address","before","after","key","value","robotId","scope","scopeKey","access","receivedAt","day","repository","pulls","pushes","deletes","lastAt","hash","scheme","expiresAt","lastUsedAt","lastUsedAddress","lastUsedClient","level","name","loginName","description","durationDays","disabled","legacy","version","creatorType","creatorRef","updatedAt","userId","role","public","ownerId","lastSeenAt","username","passwordHash","realName","email","comment","isAdmin","every","some","none","projectId_name","robotId_day_repository","robotId_scopeKey","projectId_legacy_name","projectId_userId","is","isNot","connectOrCreate","upsert","createMany","set","disconnect","delete","connect","updateMany","deleteMany","increment","decrement","multiply","divide"]'),
  graph: "2AWCAdABEAQAAJYDACAPAACXAwAgEAAAmAMAIOkBAACUAwAw6gEAADIAEOsBAACUAwAw7AECAAAAAfEBQADyAgAhpQIgAJUDACGqAkAA8gIAIbACAQAAAAGxAgEA8QIAIbICAQDxAgAhswIBAAAAAbQCAQD9AgAhtQIgAJUDACEBAAAAAQAgCQMAAJoDACDpAQAAsAMAMOoBAAADABDrAQAAsAMAMOwBAQDxAgAh8QFAAPICACGcAkAA8gIAIasCAgDwAgAhrwJAAPICACEBAwAAlQUAIAkDAACaAwAg6QEAALADADDqAQAAAwAQ6wEAALADADDsAQEAAAAB8QFAAPICACGcAkAA8gIAIasCAgDwAgAhrwJAAPICACEDAAAAAwAgAQAABAAwAgAABQAgCwMAAJoDACAHAACgAwAg6QEAAK8DADDqAQAABwAQ6wEAAK8DADDsAQIA8AIAIfEBQADyAgAhhgICAPACACGqAkAA8gIAIasCAgDwAgAhrAIBAPECACECAwAAlQUAIAcAAJkFACAMAwAAmgMAIAcAAKADACDpAQAArwMAMOoBAAAHABDrAQAArwMAMOwBAgAAAAHxAUAA8gIAIYYCAgDwAgAhqgJAAPICACGrAgIA8AIAIawCAQDxAgAhvQIAAK4DACADAAAABwAgAQAACAAwAgAACQAgAwAAAAcAIAEAAAgAMAIAAAkAIBkHAACnAwAgCQAArAMAIAoAAJwDACALAACtAwAg6QEAAKoDADDqAQAADAAQ6wEAAKoDADDsAQIA8AIAIfEBQADyAgAhhgICAPwCACGcAgQAqwMAIZ0CBACjAwAhngIBAP0CACGfAgEA_QIAIaACAQDxAgAhoQIBAPECACGiAgEA_QIAIaMCAQDxAgAhpAICAPACACGlAiAAlQMAIaYCIACVAwAhpwICAPACACGoAgEA8QIAIakCAgDwAgAhqgJAAPICACEJBwAAmQUAIAkAAJsFACAKAACXBQAgCwAAnAUAIIYCAACxAwAgnAIAALEDACCeAgAAsQMAIJ8CAACxAwAgogIAALEDACAaBwAApwMAIAkAAKwDACAKAACcAwAgCwAArQMAIOkBAACqAwAw6gEAAAwAEOsBAACqAwAw7AECAAAAAfEBQADyAgAhhgICAPwCACGcAgQAqwMAIZ0CBACjAwAhngIBAP0CACGfAgEA_QIAIaACAQDxAgAhoQIBAPECACGiAgEAAAABowIBAPECACGkAgIA8AIAIaUCIACVAwAhpgIgAJUDACGnAgIA8AIAIagCAQDxAgAhqQICAPACACGqAkAA8gIAIbwCAACpAwAgAwAAAAwAIAEAAA0AMAIAAA4AIA4FAACaAwAgBgAAlwMAIAoAAJwDACANAACbAwAgDgAAnQMAIOkBAACZAwAw6gEAABAAEOsBAACZAwAw7AECAPACACHxAUAA8gIAIaECAQDxAgAhqgJAAPICACGtAiAAlQMAIa4CAgDwAgAhAQAAABAAIA0IAACkAwAg6QEAAKgDADDqAQAAEgAQ6wEAAKgDADDsAQIA8AIAIfEBQADyAgAhjwICAPACACGaAgEA8QIAIZsCAQDxAgAhnAJAAPMCACGdAgQAowMAIZ4CAQD9AgAhnwIBAP0CACEECAAAmgUAIJwCAACxAwAgngIAALEDACCfAgAAsQMAIA0IAACkAwAg6QEAAKgDADDqAQAAEgAQ6wEAAKgDADDsAQIAAAAB8QFAAPICACGPAgIA8AIAIZoCAQDxAgAhmwIBAPECACGcAkAA8wIAIZ0CBACjAwAhngIBAP0CACGfAgEA_QIAIQMAAAASACABAAATADACAAAUACALBwAApwMAIAgAAKQDACDpAQAApgMAMOoBAAAWABDrAQAApgMAMOwBAgDwAgAhhgICAPwCACGPAgIA8AIAIZACAQDxAgAhkQIBAPECACGSAgEA8QIAIQMHAACZBQAgCAAAmgUAIIYCAACxAwAgDAcAAKcDACAIAACkAwAg6QEAAKYDADDqAQAAFgAQ6wEAAKYDADDsAQIAAAABhgICAPwCACGPAgIA8AIAIZACAQDxAgAhkQIBAPECACGSAgEA8QIAIbsCAAClAwAgAwAAABYAIAEAABcAMAIAABgAIAEAAAAQACALCAAApAMAIOkBAACiAwAw6gEAABsAEOsBAACiAwAwjwICAPACACGUAgEA8QIAIZUCAQDxAgAhlgICAPACACGXAgIA8AIAIZgCAgDwAgAhmQIEAKMDACEBCAAAmgUAIAwIAACkAwAg6QEAAKIDADDqAQAAGwAQ6wEAAKIDADCPAgIA8AIAIZQCAQDxAgAhlQIBAPECACGWAgIA8AIAIZcCAgDwAgAhmAICAPACACGZAgQAowMAIboCAAChAwAgAwAAABsAIAEAABwAMAIAAB0AIAEAAAASACABAAAAFgAgAQAAABsAIAMAAAAWACABAAAXADACAAAYACAIBwAAoAMAIOkBAACfAwAw6gEAACMAEOsBAACfAwAw7AECAPACACGGAgIA8AIAIY4CAQDxAgAhoQIBAPECACEBBwAAmQUAIAkHAACgAwAg6QEAAJ8DADDqAQAAIwAQ6wEAAJ8DADDsAQIAAAABhgICAPACACGOAgEA8QIAIaECAQDxAgAhuQIAAJ4DACADAAAAIwAgAQAAJAAwAgAAJQAgAQAAAAcAIAEAAAAMACABAAAAFgAgAQAAACMAIAUFAACVBQAgBgAAkwUAIAoAAJcFACANAACWBQAgDgAAmAUAIA4FAACaAwAgBgAAlwMAIAoAAJwDACANAACbAwAgDgAAnQMAIOkBAACZAwAw6gEAABAAEOsBAACZAwAw7AECAAAAAfEBQADyAgAhoQIBAAAAAaoCQADyAgAhrQIgAJUDACGuAgIA8AIAIQMAAAAQACABAAArADACAAAsACABAAAAAwAgAQAAAAcAIAEAAAAQACABAAAAAQAgEAQAAJYDACAPAACXAwAgEAAAmAMAIOkBAACUAwAw6gEAADIAEOsBAACUAwAw7AECAPACACHxAUAA8gIAIaUCIACVAwAhqgJAAPICACGwAgEA8QIAIbECAQDxAgAhsgIBAPECACGzAgEA_QIAIbQCAQD9AgAhtQIgAJUDACEFBAAAkgUAIA8AAJMFACAQAACUBQAgswIAALEDACC0AgAAsQMAIAMAAAAyACABAAAzADACAAABACADAAAAMgAgAQAAMwAwAgAAAQAgAwAAADIAIAEAADMAMAIAAAEAIA0EAACPBQAgDwAAkAUAIBAAAJEFACDsAQIAAAAB8QFAAAAAAaUCIAAAAAGqAkAAAAABsAIBAAAAAbECAQAAAAGyAgEAAAABswIBAAAAAbQCAQAAAAG1AiAAAAABARYAADcAIArsAQIAAAAB8QFAAAAAAaUCIAAAAAGqAkAAAAABsAIBAAAAAbECAQAAAAGyAgEAAAABswIBAAAAAbQCAQAAAAG1AiAAAAABARYAADkAMAEWAAA5ADANBAAA6wQAIA8AAOwEACAQAADtBAAg7AECALoDACHxAUAAuAMAIaUCIADmAwAhqgJAALgDACGwAgEAtwMAIbECAQC3AwAhsgIBALcDACGzAgEAwQMAIbQCAQDBAwAhtQIgAOYDACECAAAAAQAgFgAAPAAgCuwBAgC6AwAh8QFAALgDACGlAiAA5gMAIaoCQAC4AwAhsAIBALcDACGxAgEAtwMAIbICAQC3AwAhswIBAMEDACG0AgEAwQMAIbUCIADmAwAhAgAAADIAIBYAAD4AIAIAAAAyACAWAAA-ACADAAAAAQAgHQAANwAgHgAAPAAgAQAAAAEAIAEAAAAyACAHDAAA5gQAICMAAOcEACAkAADqBAAgJQAA6QQAICYAAOgEACCzAgAAsQMAILQCAACxAwAgDekBAACTAwAw6gEAAEUAEOsBAACTAwAw7AECAOECACHxAUAA4wIAIaUCIACKAwAhqgJAAOMCACGwAgEA4gIAIbECAQDiAgAhsgIBAOICACGzAgEA9gIAIbQCAQD2AgAhtQIgAIoDACEDAAAAMgAgAQAARAAwIgAARQAgAwAAADIAIAEAADMAMAIAAAEAIAEAAAAFACABAAAABQAgAwAAAAMAIAEAAAQAMAIAAAUAIAMAAAADACABAAAEADACAAAFACADAAAAAwAgAQAABAAwAgAABQAgBgMAAOUEACDsAQEAAAAB8QFAAAAAAZwCQAAAAAGrAgIAAAABrwJAAAAAAQEWAABNACAF7AEBAAAAAfEBQAAAAAGcAkAAAAABqwICAAAAAa8CQAAAAAEBFgAATwAwARYAAE8AMAYDAADkBAAg7AEBALcDACHxAUAAuAMAIZwCQAC4AwAhqwICALoDACGvAkAAuAMAIQIAAAAFACAWAABSACAF7AEBALcDACHxAUAAuAMAIZwCQAC4AwAhqwICALoDACGvAkAAuAMAIQIAAAADACAWAABUACACAAAAAwAgFgAAVAAgAwAAAAUAIB0AAE0AIB4AAFIAIAEAAAAFACABAAAAAwAgBQwAAN8EACAjAADgBAAgJAAA4wQAICUAAOIEACAmAADhBAAgCOkBAACSAwAw6gEAAFsAEOsBAACSAwAw7AEBAOICACHxAUAA4wIAIZwCQADjAgAhqwICAOECACGvAkAA4wIAIQMAAAADACABAABaADAiAABbACADAAAAAwAgAQAABAAwAgAABQAgAQAAACwAIAEAAAAsACADAAAAEAAgAQAAKwAwAgAALAAgAwAAABAAIAEAACsAMAIAACwAIAMAAAAQACABAAArADACAAAsACALBQAA2gQAIAYAANsEACAKAADdBAAgDQAA3AQAIA4AAN4EACDsAQIAAAAB8QFAAAAAAaECAQAAAAGqAkAAAAABrQIgAAAAAa4CAgAAAAEBFgAAYwAgBuwBAgAAAAHxAUAAAAABoQIBAAAAAaoCQAAAAAGtAiAAAAABrgICAAAAAQEWAABlADABFgAAZQAwCwUAAKgEACAGAACpBAAgCgAAqwQAIA0AAKoEACAOAACsBAAg7AECALoDACHxAUAAuAMAIaECAQC3AwAhqgJAALgDACGtAiAA5gMAIa4CAgC6AwAhAgAAACwAIBYAAGgAIAbsAQIAugMAIfEBQAC4AwAhoQIBALcDACGqAkAAuAMAIa0CIADmAwAhrgICALoDACECAAAAEAAgFgAAagAgAgAAABAAIBYAAGoAIAMAAAAsACAdAABjACAeAABoACABAAAALAAgAQAAABAAIAUMAACjBAAgIwAApAQAICQAAKcEACAlAACmBAAgJgAApQQAIAnpAQAAkQMAMOoBAABxABDrAQAAkQMAMOwBAgDhAgAh8QFAAOMCACGhAgEA4gIAIaoCQADjAgAhrQIgAIoDACGuAgIA4QIAIQMAAAAQACABAABwADAiAABxACADAAAAEAAgAQAAKwAwAgAALAAgAQAAACUAIAEAAAAlACADAAAAIwAgAQAAJAAwAgAAJQAgAwAAACMAIAEAACQAMAIAACUAIAMAAAAjACABAAAkADACAAAlACAFBwAAogQAIOwBAgAAAAGGAgIAAAABjgIBAAAAAaECAQAAAAEBFgAAeQAgBOwBAgAAAAGGAgIAAAABjgIBAAAAAaECAQAAAAEBFgAAewAwARYAAHsAMAUHAAChBAAg7AECALoDACGGAgIAugMAIY4CAQC3AwAhoQIBALcDACECAAAAJQAgFgAAfgAgBOwBAgC6AwAhhgICALoDACGOAgEAtwMAIaECAQC3AwAhAgAAACMAIBYAAIABACACAAAAIwAgFgAAgAEAIAMAAAAlACAdAAB5ACAeAAB-ACABAAAAJQAgAQAAACMAIAUMAACcBAAgIwAAnQQAICQAAKAEACAlAACfBAAgJgAAngQAIAfpAQAAkAMAMOoBAACHAQAQ6wEAAJADADDsAQIA4QIAIYYCAgDhAgAhjgIBAOICACGhAgEA4gIAIQMAAAAjACABAACGAQAwIgAAhwEAIAMAAAAjACABAAAkADACAAAlACABAAAACQAgAQAAAAkAIAMAAAAHACABAAAIADACAAAJACADAAAABwAgAQAACAAwAgAACQAgAwAAAAcAIAEAAAgAMAIAAAkAIAgDAACbBAAgBwAAmgQAIOwBAgAAAAHxAUAAAAABhgICAAAAAaoCQAAAAAGrAgIAAAABrAIBAAAAAQEWAACPAQAgBuwBAgAAAAHxAUAAAAABhgICAAAAAaoCQAAAAAGrAgIAAAABrAIBAAAAAQEWAACRAQAwARYAAJEBADAIAwAAmQQAIAcAAJgEACDsAQIAugMAIfEBQAC4AwAhhgICALoDACGqAkAAuAMAIasCAgC6AwAhrAIBALcDACECAAAACQAgFgAAlAEAIAbsAQIAugMAIfEBQAC4AwAhhgICALoDACGqAkAAuAMAIasCAgC6AwAhrAIBALcDACECAAAABwAgFgAAlgEAIAIAAAAHACAWAACWAQAgAwAAAAkAIB0AAI8BACAeAACUAQAgAQAAAAkAIAEAAAAHACAFDAAAkwQAICMAAJQEACAkAACXBAAgJQAAlgQAICYAAJUEACAJ6QEAAI8DADDqAQAAnQEAEOsBAACPAwAw7AECAOECACHxAUAA4wIAIYYCAgDhAgAhqgJAAOMCACGrAgIA4QIAIawCAQDiAgAhAwAAAAcAIAEAAJwBADAiAACdAQAgAwAAAAcAIAEAAAgAMAIAAAkAIAEAAAAOACABAAAADgAgAwAAAAwAIAEAAA0AMAIAAA4AIAMAAAAMACABAAANADACAAAOACADAAAADAAgAQAADQAwAgAADgAgFgcAAI8EACAJAACQBAAgCgAAkQQAIAsAAJIEACDsAQIAAAAB8QFAAAAAAYYCAgAAAAGcAgQAAAABnQIEAAAAAZ4CAQAAAAGfAgEAAAABoAIBAAAAAaECAQAAAAGiAgEAAAABowIBAAAAAaQCAgAAAAGlAiAAAAABpgIgAAAAAacCAgAAAAGoAgEAAAABqQICAAAAAaoCQAAAAAEBFgAApQEAIBLsAQIAAAAB8QFAAAAAAYYCAgAAAAGcAgQAAAABnQIEAAAAAZ4CAQAAAAGfAgEAAAABoAIBAAAAAaECAQAAAAGiAgEAAAABowIBAAAAAaQCAgAAAAGlAiAAAAABpgIgAAAAAacCAgAAAAGoAgEAAAABqQICAAAAAaoCQAAAAAEBFgAApwEAMAEWAACnAQAwAQAAABAAIBYHAADnAwAgCQAA6AMAIAoAAOkDACALAADqAwAg7AECALoDACHxAUAAuAMAIYYCAgDAAwAhnAIEAOUDACGdAgQA1gMAIZ4CAQDBAwAhnwIBAMEDACGgAgEAtwMAIaECAQC3AwAhogIBAMEDACGjAgEAtwMAIaQCAgC6AwAhpQIgAOYDACGmAiAA5gMAIacCAgC6AwAhqAIBALcDACGpAgIAugMAIaoCQAC4AwAhAgAAAA4AIBYAAKsBACAS7AECALoDACHxAUAAuAMAIYYCAgDAAwAhnAIEAOUDACGdAgQA1gMAIZ4CAQDBAwAhnwIBAMEDACGgAgEAtwMAIaECAQC3AwAhogIBAMEDACGjAgEAtwMAIaQCAgC6AwAhpQIgAOYDACGmAiAA5gMAIacCAgC6AwAhqAIBALcDACGpAgIAugMAIaoCQAC4AwAhAgAAAAwAIBYAAK0BACACAAAADAAgFgAArQEAIAEAAAAQACADAAAADgAgHQAApQEAIB4AAKsBACABAAAADgAgAQAAAAwAIAoMAADgAwAgIwAA4QMAICQAAOQDACAlAADjAwAgJgAA4gMAIIYCAACxAwAgnAIAALEDACCeAgAAsQMAIJ8CAACxAwAgogIAALEDACAV6QEAAIgDADDqAQAAtQEAEOsBAACIAwAw7AECAOECACHxAUAA4wIAIYYCAgD1AgAhnAIEAIkDACGdAgQAhAMAIZ4CAQD2AgAhnwIBAPYCACGgAgEA4gIAIaECAQDiAgAhogIBAPYCACGjAgEA4gIAIaQCAgDhAgAhpQIgAIoDACGmAiAAigMAIacCAgDhAgAhqAIBAOICACGpAgIA4QIAIaoCQADjAgAhAwAAAAwAIAEAALQBADAiAAC1AQAgAwAAAAwAIAEAAA0AMAIAAA4AIAEAAAAUACABAAAAFAAgAwAAABIAIAEAABMAMAIAABQAIAMAAAASACABAAATADACAAAUACADAAAAEgAgAQAAEwAwAgAAFAAgCggAAN8DACDsAQIAAAAB8QFAAAAAAY8CAgAAAAGaAgEAAAABmwIBAAAAAZwCQAAAAAGdAgQAAAABngIBAAAAAZ8CAQAAAAEBFgAAvQEAIAnsAQIAAAAB8QFAAAAAAY8CAgAAAAGaAgEAAAABmwIBAAAAAZwCQAAAAAGdAgQAAAABngIBAAAAAZ8CAQAAAAEBFgAAvwEAMAEWAAC_AQAwCggAAN4DACDsAQIAugMAIfEBQAC4AwAhjwICALoDACGaAgEAtwMAIZsCAQC3AwAhnAJAALkDACGdAgQA1gMAIZ4CAQDBAwAhnwIBAMEDACECAAAAFAAgFgAAwgEAIAnsAQIAugMAIfEBQAC4AwAhjwICALoDACGaAgEAtwMAIZsCAQC3AwAhnAJAALkDACGdAgQA1gMAIZ4CAQDBAwAhnwIBAMEDACECAAAAEgAgFgAAxAEAIAIAAAASACAWAADEAQAgAwAAABQAIB0AAL0BACAeAADCAQAgAQAAABQAIAEAAAASACAIDAAA2QMAICMAANoDACAkAADdAwAgJQAA3AMAICYAANsDACCcAgAAsQMAIJ4CAACxAwAgnwIAALEDACAM6QEAAIcDADDqAQAAywEAEOsBAACHAwAw7AECAOECACHxAUAA4wIAIY8CAgDhAgAhmgIBAOICACGbAgEA4gIAIZwCQADkAgAhnQIEAIQDACGeAgEA9gIAIZ8CAQD2AgAhAwAAABIAIAEAAMoBADAiAADLAQAgAwAAABIAIAEAABMAMAIAABQAIAEAAAAdACABAAAAHQAgAwAAABsAIAEAABwAMAIAAB0AIAMAAAAbACABAAAcADACAAAdACADAAAAGwAgAQAAHAAwAgAAHQAgCAgAANgDACCPAgIAAAABlAIBAAAAAZUCAQAAAAGWAgIAAAABlwICAAAAAZgCAgAAAAGZAgQAAAABARYAANMBACAHjwICAAAAAZQCAQAAAAGVAgEAAAABlgICAAAAAZcCAgAAAAGYAgIAAAABmQIEAAAAAQEWAADVAQAwARYAANUBADAICAAA1wMAII8CAgC6AwAhlAIBALcDACGVAgEAtwMAIZYCAgC6AwAhlwICALoDACGYAgIAugMAIZkCBADWAwAhAgAAAB0AIBYAANgBACAHjwICALoDACGUAgEAtwMAIZUCAQC3AwAhlgICALoDACGXAgIAugMAIZgCAgC6AwAhmQIEANYDACECAAAAGwAgFgAA2gEAIAIAAAAbACAWAADaAQAgAwAAAB0AIB0AANMBACAeAADYAQAgAQAAAB0AIAEAAAAbACAFDAAA0QMAICMAANIDACAkAADVAwAgJQAA1AMAICYAANMDACAK6QEAAIMDADDqAQAA4QEAEOsBAACDAwAwjwICAOECACGUAgEA4gIAIZUCAQDiAgAhlgICAOECACGXAgIA4QIAIZgCAgDhAgAhmQIEAIQDACEDAAAAGwAgAQAA4AEAMCIAAOEBACADAAAAGwAgAQAAHAAwAgAAHQAgBekBAACCAwAw6gEAAOcBABDrAQAAggMAMOwBAQAAAAGTAkAA8gIAIQEAAADkAQAgAQAAAOQBACAF6QEAAIIDADDqAQAA5wEAEOsBAACCAwAw7AEBAPECACGTAkAA8gIAIQADAAAA5wEAIAEAAOgBADACAADkAQAgAwAAAOcBACABAADoAQAwAgAA5AEAIAMAAADnAQAgAQAA6AEAMAIAAOQBACAC7AEBAAAAAZMCQAAAAAEBFgAA7AEAIALsAQEAAAABkwJAAAAAAQEWAADuAQAwARYAAO4BADAC7AEBALcDACGTAkAAuAMAIQIAAADkAQAgFgAA8QEAIALsAQEAtwMAIZMCQAC4AwAhAgAAAOcBACAWAADzAQAgAgAAAOcBACAWAADzAQAgAwAAAOQBACAdAADsAQAgHgAA8QEAIAEAAADkAQAgAQAAAOcBACADDAAAzgMAICUAANADACAmAADPAwAgBekBAACBAwAw6gEAAPoBABDrAQAAgQMAMOwBAQDiAgAhkwJAAOMCACEDAAAA5wEAIAEAAPkBADAiAAD6AQAgAwAAAOcBACABAADoAQAwAgAA5AEAIAEAAAAYACABAAAAGAAgAwAAABYAIAEAABcAMAIAABgAIAMAAAAWACABAAAXADACAAAYACADAAAAFgAgAQAAFwAwAgAAGAAgCAcAAM0DACAIAADMAwAg7AECAAAAAYYCAgAAAAGPAgIAAAABkAIBAAAAAZECAQAAAAGSAgEAAAABARYAAIICACAG7AECAAAAAYYCAgAAAAGPAgIAAAABkAIBAAAAAZECAQAAAAGSAgEAAAABARYAAIQCADABFgAAhAIAMAEAAAAQACAIBwAAywMAIAgAAMoDACDsAQIAugMAIYYCAgDAAwAhjwICALoDACGQAgEAtwMAIZECAQC3AwAhkgIBALcDACECAAAAGAAgFgAAiAIAIAbsAQIAugMAIYYCAgDAAwAhjwICALoDACGQAgEAtwMAIZECAQC3AwAhkgIBALcDACECAAAAFgAgFgAAigIAIAIAAAAWACAWAACKAgAgAQAAABAAIAMAAAAYACAdAACCAgAgHgAAiAIAIAEAAAAYACABAAAAFgAgBgwAAMUDACAjAADGAwAgJAAAyQMAICUAAMgDACAmAADHAwAghgIAALEDACAJ6QEAAIADADDqAQAAkgIAEOsBAACAAwAw7AECAOECACGGAgIA9QIAIY8CAgDhAgAhkAIBAOICACGRAgEA4gIAIZICAQDiAgAhAwAAABYAIAEAAJECADAiAACSAgAgAwAAABYAIAEAABcAMAIAABgAIAXpAQAA_wIAMOoBAACYAgAQ6wEAAP8CADCNAgEAAAABjgIBAPECACEBAAAAlQIAIAEAAACVAgAgBekBAAD_AgAw6gEAAJgCABDrAQAA_wIAMI0CAQDxAgAhjgIBAPECACEAAwAAAJgCACABAACZAgAwAgAAlQIAIAMAAACYAgAgAQAAmQIAMAIAAJUCACADAAAAmAIAIAEAAJkCADACAACVAgAgAo0CAQAAAAGOAgEAAAABARYAAJ0CACACjQIBAAAAAY4CAQAAAAEBFgAAnwIAMAEWAACfAgAwAo0CAQC3AwAhjgIBALcDACECAAAAlQIAIBYAAKICACACjQIBALcDACGOAgEAtwMAIQIAAACYAgAgFgAApAIAIAIAAACYAgAgFgAApAIAIAMAAACVAgAgHQAAnQIAIB4AAKICACABAAAAlQIAIAEAAACYAgAgAwwAAMIDACAlAADEAwAgJgAAwwMAIAXpAQAA_gIAMOoBAACrAgAQ6wEAAP4CADCNAgEA4gIAIY4CAQDiAgAhAwAAAJgCACABAACqAgAwIgAAqwIAIAMAAACYAgAgAQAAmQIAMAIAAJUCACAT6QEAAPsCADDqAQAAsQIAEOsBAAD7AgAw7AECAAAAAf4BQADyAgAh_wEBAPECACGAAgIA_AIAIYECAQDxAgAhggIBAPECACGDAgEA8QIAIYQCAgD8AgAhhQIBAPECACGGAgIA_AIAIYcCAQD9AgAhiAIBAPECACGJAgEA_QIAIYoCAQD9AgAhiwIBAP0CACGMAgEA_QIAIQEAAACuAgAgAQAAAK4CACAT6QEAAPsCADDqAQAAsQIAEOsBAAD7AgAw7AECAPACACH-AUAA8gIAIf8BAQDxAgAhgAICAPwCACGBAgEA8QIAIYICAQDxAgAhgwIBAPECACGEAgIA_AIAIYUCAQDxAgAhhgICAPwCACGHAgEA_QIAIYgCAQDxAgAhiQIBAP0CACGKAgEA_QIAIYsCAQD9AgAhjAIBAP0CACEIgAIAALEDACCEAgAAsQMAIIYCAACxAwAghwIAALEDACCJAgAAsQMAIIoCAACxAwAgiwIAALEDACCMAgAAsQMAIAMAAACxAgAgAQAAsgIAMAIAAK4CACADAAAAsQIAIAEAALICADACAACuAgAgAwAAALECACABAACyAgAwAgAArgIAIBDsAQIAAAAB_gFAAAAAAf8BAQAAAAGAAgIAAAABgQIBAAAAAYICAQAAAAGDAgEAAAABhAICAAAAAYUCAQAAAAGGAgIAAAABhwIBAAAAAYgCAQAAAAGJAgEAAAABigIBAAAAAYsCAQAAAAGMAgEAAAABARYAALYCACAQ7AECAAAAAf4BQAAAAAH_AQEAAAABgAICAAAAAYECAQAAAAGCAgEAAAABgwIBAAAAAYQCAgAAAAGFAgEAAAABhgICAAAAAYcCAQAAAAGIAgEAAAABiQIBAAAAAYoCAQAAAAGLAgEAAAABjAIBAAAAAQEWAAC4AgAwARYAALgCADAQ7AECALoDACH-AUAAuAMAIf8BAQC3AwAhgAICAMADACGBAgEAtwMAIYICAQC3AwAhgwIBALcDACGEAgIAwAMAIYUCAQC3AwAhhgICAMADACGHAgEAwQMAIYgCAQC3AwAhiQIBAMEDACGKAgEAwQMAIYsCAQDBAwAhjAIBAMEDACECAAAArgIAIBYAALsCACAQ7AECALoDACH-AUAAuAMAIf8BAQC3AwAhgAICAMADACGBAgEAtwMAIYICAQC3AwAhgwIBALcDACGEAgIAwAMAIYUCAQC3AwAhhgICAMADACGHAgEAwQMAIYgCAQC3AwAhiQIBAMEDACGKAgEAwQMAIYsCAQDBAwAhjAIBAMEDACECAAAAsQIAIBYAAL0CACACAAAAsQIAIBYAAL0CACADAAAArgIAIB0AALYCACAeAAC7AgAgAQAAAK4CACABAAAAsQIAIA0MAAC7AwAgIwAAvAMAICQAAL8DACAlAAC-AwAgJgAAvQMAIIACAACxAwAghAIAALEDACCGAgAAsQMAIIcCAACxAwAgiQIAALEDACCKAgAAsQMAIIsCAACxAwAgjAIAALEDACAT6QEAAPQCADDqAQAAxAIAEOsBAAD0AgAw7AECAOECACH-AUAA4wIAIf8BAQDiAgAhgAICAPUCACGBAgEA4gIAIYICAQDiAgAhgwIBAOICACGEAgIA9QIAIYUCAQDiAgAhhgICAPUCACGHAgEA9gIAIYgCAQDiAgAhiQIBAPYCACGKAgEA9gIAIYsCAQD2AgAhjAIBAPYCACEDAAAAsQIAIAEAAMMCADAiAADEAgAgAwAAALECACABAACyAgAwAgAArgIAIArpAQAA7wIAMOoBAADKAgAQ6wEAAO8CADDsAQIAAAAB7QEBAAAAAe4BAQDxAgAh7wEBAPECACHwAQEA8QIAIfEBQADyAgAh8gFAAPMCACEBAAAAxwIAIAEAAADHAgAgCukBAADvAgAw6gEAAMoCABDrAQAA7wIAMOwBAgDwAgAh7QEBAPECACHuAQEA8QIAIe8BAQDxAgAh8AEBAPECACHxAUAA8gIAIfIBQADzAgAhAfIBAACxAwAgAwAAAMoCACABAADLAgAwAgAAxwIAIAMAAADKAgAgAQAAywIAMAIAAMcCACADAAAAygIAIAEAAMsCADACAADHAgAgB-wBAgAAAAHtAQEAAAAB7gEBAAAAAe8BAQAAAAHwAQEAAAAB8QFAAAAAAfIBQAAAAAEBFgAAzwIAIAfsAQIAAAAB7QEBAAAAAe4BAQAAAAHvAQEAAAAB8AEBAAAAAfEBQAAAAAHyAUAAAAABARYAANECADABFgAA0QIAMAfsAQIAugMAIe0BAQC3AwAh7gEBALcDACHvAQEAtwMAIfABAQC3AwAh8QFAALgDACHyAUAAuQMAIQIAAADHAgAgFgAA1AIAIAfsAQIAugMAIe0BAQC3AwAh7gEBALcDACHvAQEAtwMAIfABAQC3AwAh8QFAALgDACHyAUAAuQMAIQIAAADKAgAgFgAA1gIAIAIAAADKAgAgFgAA1gIAIAMAAADHAgAgHQAAzwIAIB4AANQCACABAAAAxwIAIAEAAADKAgAgBgwAALIDACAjAACzAwAgJAAAtgMAICUAALUDACAmAAC0AwAg8gEAALEDACAK6QEAAOACADDqAQAA3QIAEOsBAADgAgAw7AECAOECACHtAQEA4gIAIe4BAQDiAgAh7wEBAOICACHwAQEA4gIAIfEBQADjAgAh8gFAAOQCACEDAAAAygIAIAEAANwCADAiAADdAgAgAwAAAMoCACABAADLAgAwAgAAxwIAIArpAQAA4AIAMOoBAADdAgAQ6wEAAOACADDsAQIA4QIAIe0BAQDiAgAh7gEBAOICACHvAQEA4gIAIfABAQDiAgAh8QFAAOMCACHyAUAA5AIAIQ0MAADpAgAgIwAA7gIAICQAAOkCACAlAADpAgAgJgAA6QIAIPMBAgAAAAH0AQIAAAAE9QECAAAABPYBAgAAAAH3AQIAAAAB-AECAAAAAfkBAgAAAAH6AQIA7QIAIQ4MAADpAgAgJQAA7AIAICYAAOwCACDzAQEAAAAB9AEBAAAABPUBAQAAAAT2AQEAAAAB9wEBAAAAAfgBAQAAAAH5AQEAAAAB-gEBAOsCACH7AQEAAAAB_AEBAAAAAf0BAQAAAAELDAAA6QIAICUAAOoCACAmAADqAgAg8wFAAAAAAfQBQAAAAAT1AUAAAAAE9gFAAAAAAfcBQAAAAAH4AUAAAAAB-QFAAAAAAfoBQADoAgAhCwwAAOYCACAlAADnAgAgJgAA5wIAIPMBQAAAAAH0AUAAAAAF9QFAAAAABfYBQAAAAAH3AUAAAAAB-AFAAAAAAfkBQAAAAAH6AUAA5QIAIQsMAADmAgAgJQAA5wIAICYAAOcCACDzAUAAAAAB9AFAAAAABfUBQAAAAAX2AUAAAAAB9wFAAAAAAfgBQAAAAAH5AUAAAAAB-gFAAOUCACEI8wECAAAAAfQBAgAAAAX1AQIAAAAF9gECAAAAAfcBAgAAAAH4AQIAAAAB-QECAAAAAfoBAgDmAgAhCPMBQAAAAAH0AUAAAAAF9QFAAAAABfYBQAAAAAH3AUAAAAAB-AFAAAAAAfkBQAAAAAH6AUAA5wIAIQsMAADpAgAgJQAA6gIAICYAAOoCACDzAUAAAAAB9AFAAAAABPUBQAAAAAT2AUAAAAAB9wFAAAAAAfgBQAAAAAH5AUAAAAAB-gFAAOgCACEI8wECAAAAAfQBAgAAAAT1AQIAAAAE9gECAAAAAfcBAgAAAAH4AQIAAAAB-QECAAAAAfoBAgDpAgAhCPMBQAAAAAH0AUAAAAAE9QFAAAAABPYBQAAAAAH3AUAAAAAB-AFAAAAAAfkBQAAAAAH6AUAA6gIAIQ4MAADpAgAgJQAA7AIAICYAAOwCACDzAQEAAAAB9AEBAAAABPUBAQAAAAT2AQEAAAAB9wEBAAAAAfgBAQAAAAH5AQEAAAAB-gEBAOsCACH7AQEAAAAB_AEBAAAAAf0BAQAAAAEL8wEBAAAAAfQBAQAAAAT1AQEAAAAE9gEBAAAAAfcBAQAAAAH4AQEAAAAB-QEBAAAAAfoBAQDsAgAh-wEBAAAAAfwBAQAAAAH9AQEAAAABDQwAAOkCACAjAADuAgAgJAAA6QIAICUAAOkCACAmAADpAgAg8wECAAAAAfQBAgAAAAT1AQIAAAAE9gECAAAAAfcBAgAAAAH4AQIAAAAB-QECAAAAAfoBAgDtAgAhCPMBCAAAAAH0AQgAAAAE9QEIAAAABPYBCAAAAAH3AQgAAAAB-AEIAAAAAfkBCAAAAAH6AQgA7gIAIQrpAQAA7wIAMOoBAADKAgAQ6wEAAO8CADDsAQIA8AIAIe0BAQDxAgAh7gEBAPECACHvAQEA8QIAIfABAQDxAgAh8QFAAPICACHyAUAA8wIAIQjzAQIAAAAB9AECAAAABPUBAgAAAAT2AQIAAAAB9wECAAAAAfgBAgAAAAH5AQIAAAAB-gECAOkCACEL8wEBAAAAAfQBAQAAAAT1AQEAAAAE9gEBAAAAAfcBAQAAAAH4AQEAAAAB-QEBAAAAAfoBAQDsAgAh-wEBAAAAAfwBAQAAAAH9AQEAAAABCPMBQAAAAAH0AUAAAAAE9QFAAAAABPYBQAAAAAH3AUAAAAAB-AFAAAAAAfkBQAAAAAH6AUAA6gIAIQjzAUAAAAAB9AFAAAAABfUBQAAAAAX2AUAAAAAB9wFAAAAAAfgBQAAAAAH5AUAAAAAB-gFAAOcCACET6QEAAPQCADDqAQAAxAIAEOsBAAD0AgAw7AECAOECACH-AUAA4wIAIf8BAQDiAgAhgAICAPUCACGBAgEA4gIAIYICAQDiAgAhgwIBAOICACGEAgIA9QIAIYUCAQDiAgAhhgICAPUCACGHAgEA9gIAIYgCAQDiAgAhiQIBAPYCACGKAgEA9gIAIYsCAQD2AgAhjAIBAPYCACENDAAA5gIAICMAAPoCACAkAADmAgAgJQAA5gIAICYAAOYCACDzAQIAAAAB9AECAAAABfUBAgAAAAX2AQIAAAAB9wECAAAAAfgBAgAAAAH5AQIAAAAB-gECAPkCACEODAAA5gIAICUAAPgCACAmAAD4AgAg8wEBAAAAAfQBAQAAAAX1AQEAAAAF9gEBAAAAAfcBAQAAAAH4AQEAAAAB-QEBAAAAAfoBAQD3AgAh-wEBAAAAAfwBAQAAAAH9AQEAAAABDgwAAOYCACAlAAD4AgAgJgAA-AIAIPMBAQAAAAH0AQEAAAAF9QEBAAAABfYBAQAAAAH3AQEAAAAB-AEBAAAAAfkBAQAAAAH6AQEA9wIAIfsBAQAAAAH8AQEAAAAB_QEBAAAAAQvzAQEAAAAB9AEBAAAABfUBAQAAAAX2AQEAAAAB9wEBAAAAAfgBAQAAAAH5AQEAAAAB-gEBAPgCACH7AQEAAAAB_AEBAAAAAf0BAQAAAAENDAAA5gIAICMAAPoCACAkAADmAgAgJQAA5gIAICYAAOYCACDzAQIAAAAB9AECAAAABfUBAgAAAAX2AQIAAAAB9wECAAAAAfgBAgAAAAH5AQIAAAAB-gECAPkCACEI8wEIAAAAAfQBCAAAAAX1AQgAAAAF9gEIAAAAAfcBCAAAAAH4AQgAAAAB-QEIAAAAAfoBCAD6AgAhE-kBAAD7AgAw6gEAALECABDrAQAA-wIAMOwBAgDwAgAh_gFAAPICACH_AQEA8QIAIYACAgD8AgAhgQIBAPECACGCAgEA8QIAIYMCAQDxAgAhhAICAPwCACGFAgEA8QIAIYYCAgD8AgAhhwIBAP0CACGIAgEA8QIAIYkCAQD9AgAhigIBAP0CACGLAgEA_QIAIYwCAQD9AgAhCPMBAgAAAAH0AQIAAAAF9QECAAAABfYBAgAAAAH3AQIAAAAB-AECAAAAAfkBAgAAAAH6AQIA5gIAIQvzAQEAAAAB9AEBAAAABfUBAQAAAAX2AQEAAAAB9wEBAAAAAfgBAQAAAAH5AQEAAAAB-gEBAPgCACH7AQEAAAAB_AEBAAAAAf0BAQAAAAEF6QEAAP4CADDqAQAAqwIAEOsBAAD-AgAwjQIBAOICACGOAgEA4gIAIQXpAQAA_wIAMOoBAACYAgAQ6wEAAP8CADCNAgEA8QIAIY4CAQDxAgAhCekBAACAAwAw6gEAAJICABDrAQAAgAMAMOwBAgDhAgAhhgICAPUCACGPAgIA4QIAIZACAQDiAgAhkQIBAOICACGSAgEA4gIAIQXpAQAAgQMAMOoBAAD6AQAQ6wEAAIEDADDsAQEA4gIAIZMCQADjAgAhBekBAACCAwAw6gEAAOcBABDrAQAAggMAMOwBAQDxAgAhkwJAAPICACEK6QEAAIMDADDqAQAA4QEAEOsBAACDAwAwjwICAOECACGUAgEA4gIAIZUCAQDiAgAhlgICAOECACGXAgIA4QIAIZgCAgDhAgAhmQIEAIQDACENDAAA6QIAICMAAO4CACAkAACGAwAgJQAAhgMAICYAAIYDACDzAQQAAAAB9AEEAAAABPUBBAAAAAT2AQQAAAAB9wEEAAAAAfgBBAAAAAH5AQQAAAAB-gEEAIUDACENDAAA6QIAICMAAO4CACAkAACGAwAgJQAAhgMAICYAAIYDACDzAQQAAAAB9AEEAAAABPUBBAAAAAT2AQQAAAAB9wEEAAAAAfgBBAAAAAH5AQQAAAAB-gEEAIUDACEI8wEEAAAAAfQBBAAAAAT1AQQAAAAE9gEEAAAAAfcBBAAAAAH4AQQAAAAB-QEEAAAAAfoBBACGAwAhDOkBAACHAwAw6gEAAMsBABDrAQAAhwMAMOwBAgDhAgAh8QFAAOMCACGPAgIA4QIAIZoCAQDiAgAhmwIBAOICACGcAkAA5AIAIZ0CBACEAwAhngIBAPYCACGfAgEA9gIAIRXpAQAAiAMAMOoBAAC1AQAQ6wEAAIgDADDsAQIA4QIAIfEBQADjAgAhhgICAPUCACGcAgQAiQMAIZ0CBACEAwAhngIBAPYCACGfAgEA9gIAIaACAQDiAgAhoQIBAOICACGiAgEA9gIAIaMCAQDiAgAhpAICAOECACGlAiAAigMAIaYCIACKAwAhpwICAOECACGoAgEA4gIAIakCAgDhAgAhqgJAAOMCACENDAAA5gIAICMAAPoCACAkAACOAwAgJQAAjgMAICYAAI4DACDzAQQAAAAB9AEEAAAABfUBBAAAAAX2AQQAAAAB9wEEAAAAAfgBBAAAAAH5AQQAAAAB-gEEAI0DACEFDAAA6QIAICUAAIwDACAmAACMAwAg8wEgAAAAAfoBIACLAwAhBQwAAOkCACAlAACMAwAgJgAAjAMAIPMBIAAAAAH6ASAAiwMAIQLzASAAAAAB-gEgAIwDACENDAAA5gIAICMAAPoCACAkAACOAwAgJQAAjgMAICYAAI4DACDzAQQAAAAB9AEEAAAABfUBBAAAAAX2AQQAAAAB9wEEAAAAAfgBBAAAAAH5AQQAAAAB-gEEAI0DACEI8wEEAAAAAfQBBAAAAAX1AQQAAAAF9gEEAAAAAfcBBAAAAAH4AQQAAAAB-QEEAAAAAfoBBACOAwAhCekBAACPAwAw6gEAAJ0BABDrAQAAjwMAMOwBAgDhAgAh8QFAAOMCACGGAgIA4QIAIaoCQADjAgAhqwICAOECACGsAgEA4gIAIQfpAQAAkAMAMOoBAACHAQAQ6wEAAJADADDsAQIA4QIAIYYCAgDhAgAhjgIBAOICACGhAgEA4gIAIQnpAQAAkQMAMOoBAABxABDrAQAAkQMAMOwBAgDhAgAh8QFAAOMCACGhAgEA4gIAIaoCQADjAgAhrQIgAIoDACGuAgIA4QIAIQjpAQAAkgMAMOoBAABbABDrAQAAkgMAMOwBAQDiAgAh8QFAAOMCACGcAkAA4wIAIasCAgDhAgAhrwJAAOMCACEN6QEAAJMDADDqAQAARQAQ6wEAAJMDADDsAQIA4QIAIfEBQADjAgAhpQIgAIoDACGqAkAA4wIAIbACAQDiAgAhsQIBAOICACGyAgEA4gIAIbMCAQD2AgAhtAIBAPYCACG1AiAAigMAIRAEAACWAwAgDwAAlwMAIBAAAJgDACDpAQAAlAMAMOoBAAAyABDrAQAAlAMAMOwBAgDwAgAh8QFAAPICACGlAiAAlQMAIaoCQADyAgAhsAIBAPECACGxAgEA8QIAIbICAQDxAgAhswIBAP0CACG0AgEA_QIAIbUCIACVAwAhAvMBIAAAAAH6ASAAjAMAIQO2AgAAAwAgtwIAAAMAILgCAAADACADtgIAAAcAILcCAAAHACC4AgAABwAgA7YCAAAQACC3AgAAEAAguAIAABAAIA4FAACaAwAgBgAAlwMAIAoAAJwDACANAACbAwAgDgAAnQMAIOkBAACZAwAw6gEAABAAEOsBAACZAwAw7AECAPACACHxAUAA8gIAIaECAQDxAgAhqgJAAPICACGtAiAAlQMAIa4CAgDwAgAhEgQAAJYDACAPAACXAwAgEAAAmAMAIOkBAACUAwAw6gEAADIAEOsBAACUAwAw7AECAPACACHxAUAA8gIAIaUCIACVAwAhqgJAAPICACGwAgEA8QIAIbECAQDxAgAhsgIBAPECACGzAgEA_QIAIbQCAQD9AgAhtQIgAJUDACG-AgAAMgAgvwIAADIAIAO2AgAADAAgtwIAAAwAILgCAAAMACADtgIAABYAILcCAAAWACC4AgAAFgAgA7YCAAAjACC3AgAAIwAguAIAACMAIAKGAgIAAAABoQIBAAAAAQgHAACgAwAg6QEAAJ8DADDqAQAAIwAQ6wEAAJ8DADDsAQIA8AIAIYYCAgDwAgAhjgIBAPECACGhAgEA8QIAIRAFAACaAwAgBgAAlwMAIAoAAJwDACANAACbAwAgDgAAnQMAIOkBAACZAwAw6gEAABAAEOsBAACZAwAw7AECAPACACHxAUAA8gIAIaECAQDxAgAhqgJAAPICACGtAiAAlQMAIa4CAgDwAgAhvgIAABAAIL8CAAAQACADjwICAAAAAZQCAQAAAAGVAgEAAAABCwgAAKQDACDpAQAAogMAMOoBAAAbABDrAQAAogMAMI8CAgDwAgAhlAIBAPECACGVAgEA8QIAIZYCAgDwAgAhlwICAPACACGYAgIA8AIAIZkCBACjAwAhCPMBBAAAAAH0AQQAAAAE9QEEAAAABPYBBAAAAAH3AQQAAAAB-AEEAAAAAfkBBAAAAAH6AQQAhgMAIRsHAACnAwAgCQAArAMAIAoAAJwDACALAACtAwAg6QEAAKoDADDqAQAADAAQ6wEAAKoDADDsAQIA8AIAIfEBQADyAgAhhgICAPwCACGcAgQAqwMAIZ0CBACjAwAhngIBAP0CACGfAgEA_QIAIaACAQDxAgAhoQIBAPECACGiAgEA_QIAIaMCAQDxAgAhpAICAPACACGlAiAAlQMAIaYCIACVAwAhpwICAPACACGoAgEA8QIAIakCAgDwAgAhqgJAAPICACG-AgAADAAgvwIAAAwAIAKPAgIAAAABkQIBAAAAAQsHAACnAwAgCAAApAMAIOkBAACmAwAw6gEAABYAEOsBAACmAwAw7AECAPACACGGAgIA_AIAIY8CAgDwAgAhkAIBAPECACGRAgEA8QIAIZICAQDxAgAhEAUAAJoDACAGAACXAwAgCgAAnAMAIA0AAJsDACAOAACdAwAg6QEAAJkDADDqAQAAEAAQ6wEAAJkDADDsAQIA8AIAIfEBQADyAgAhoQIBAPECACGqAkAA8gIAIa0CIACVAwAhrgICAPACACG-AgAAEAAgvwIAABAAIA0IAACkAwAg6QEAAKgDADDqAQAAEgAQ6wEAAKgDADDsAQIA8AIAIfEBQADyAgAhjwICAPACACGaAgEA8QIAIZsCAQDxAgAhnAJAAPMCACGdAgQAowMAIZ4CAQD9AgAhnwIBAP0CACEDhgICAAAAAaECAQAAAAGmAiAAAAABGQcAAKcDACAJAACsAwAgCgAAnAMAIAsAAK0DACDpAQAAqgMAMOoBAAAMABDrAQAAqgMAMOwBAgDwAgAh8QFAAPICACGGAgIA_AIAIZwCBACrAwAhnQIEAKMDACGeAgEA_QIAIZ8CAQD9AgAhoAIBAPECACGhAgEA8QIAIaICAQD9AgAhowIBAPECACGkAgIA8AIAIaUCIACVAwAhpgIgAJUDACGnAgIA8AIAIagCAQDxAgAhqQICAPACACGqAkAA8gIAIQjzAQQAAAAB9AEEAAAABfUBBAAAAAX2AQQAAAAB9wEEAAAAAfgBBAAAAAH5AQQAAAAB-gEEAI4DACEDtgIAABIAILcCAAASACC4AgAAEgAgA7YCAAAbACC3AgAAGwAguAIAABsAIAKGAgIAAAABqwICAAAAAQsDAACaAwAgBwAAoAMAIOkBAACvAwAw6gEAAAcAEOsBAACvAwAw7AECAPACACHxAUAA8gIAIYYCAgDwAgAhqgJAAPICACGrAgIA8AIAIawCAQDxAgAhCQMAAJoDACDpAQAAsAMAMOoBAAADABDrAQAAsAMAMOwBAQDxAgAh8QFAAPICACGcAkAA8gIAIasCAgDwAgAhrwJAAPICACEAAAAAAAABwwIBAAAAAQHDAkAAAAABAcMCQAAAAAEFwwICAAAAAckCAgAAAAHKAgIAAAABywICAAAAAcwCAgAAAAEAAAAAAAXDAgIAAAAByQICAAAAAcoCAgAAAAHLAgIAAAABzAICAAAAAQHDAgEAAAABAAAAAAAAAAAFHQAA0QUAIB4AANcFACDAAgAA0gUAIMECAADWBQAgxgIAAA4AIAcdAADPBQAgHgAA1AUAIMACAADQBQAgwQIAANMFACDEAgAAEAAgxQIAABAAIMYCAAAsACADHQAA0QUAIMACAADSBQAgxgIAAA4AIAMdAADPBQAgwAIAANAFACDGAgAALAAgAAAAAAAAAAAFwwIEAAAAAckCBAAAAAHKAgQAAAABywIEAAAAAcwCBAAAAAEFHQAAygUAIB4AAM0FACDAAgAAywUAIMECAADMBQAgxgIAAA4AIAMdAADKBQAgwAIAAMsFACDGAgAADgAgAAAAAAAFHQAAxQUAIB4AAMgFACDAAgAAxgUAIMECAADHBQAgxgIAAA4AIAMdAADFBQAgwAIAAMYFACDGAgAADgAgAAAAAAAFwwIEAAAAAckCBAAAAAHKAgQAAAABywIEAAAAAcwCBAAAAAEBwwIgAAAAAQcdAAC9BQAgHgAAwwUAIMACAAC-BQAgwQIAAMIFACDEAgAAEAAgxQIAABAAIMYCAAAsACALHQAAgwQAMB4AAIgEADDAAgAAhAQAMMECAACFBAAwwgIAAIYEACDDAgAAhwQAMMQCAACHBAAwxQIAAIcEADDGAgAAhwQAMMcCAACJBAAwyAIAAIoEADALHQAA9wMAMB4AAPwDADDAAgAA-AMAMMECAAD5AwAwwgIAAPoDACDDAgAA-wMAMMQCAAD7AwAwxQIAAPsDADDGAgAA-wMAMMcCAAD9AwAwyAIAAP4DADALHQAA6wMAMB4AAPADADDAAgAA7AMAMMECAADtAwAwwgIAAO4DACDDAgAA7wMAMMQCAADvAwAwxQIAAO8DADDGAgAA7wMAMMcCAADxAwAwyAIAAPIDADAGlAIBAAAAAZUCAQAAAAGWAgIAAAABlwICAAAAAZgCAgAAAAGZAgQAAAABAgAAAB0AIB0AAPYDACADAAAAHQAgHQAA9gMAIB4AAPUDACABFgAAwQUAMAwIAACkAwAg6QEAAKIDADDqAQAAGwAQ6wEAAKIDADCPAgIA8AIAIZQCAQDxAgAhlQIBAPECACGWAgIA8AIAIZcCAgDwAgAhmAICAPACACGZAgQAowMAIboCAAChAwAgAgAAAB0AIBYAAPUDACACAAAA8wMAIBYAAPQDACAK6QEAAPIDADDqAQAA8wMAEOsBAADyAwAwjwICAPACACGUAgEA8QIAIZUCAQDxAgAhlgICAPACACGXAgIA8AIAIZgCAgDwAgAhmQIEAKMDACEK6QEAAPIDADDqAQAA8wMAEOsBAADyAwAwjwICAPACACGUAgEA8QIAIZUCAQDxAgAhlgICAPACACGXAgIA8AIAIZgCAgDwAgAhmQIEAKMDACEGlAIBALcDACGVAgEAtwMAIZYCAgC6AwAhlwICALoDACGYAgIAugMAIZkCBADWAwAhBpQCAQC3AwAhlQIBALcDACGWAgIAugMAIZcCAgC6AwAhmAICALoDACGZAgQA1gMAIQaUAgEAAAABlQIBAAAAAZYCAgAAAAGXAgIAAAABmAICAAAAAZkCBAAAAAEGBwAAzQMAIOwBAgAAAAGGAgIAAAABkAIBAAAAAZECAQAAAAGSAgEAAAABAgAAABgAIB0AAIIEACADAAAAGAAgHQAAggQAIB4AAIEEACABFgAAwAUAMAwHAACnAwAgCAAApAMAIOkBAACmAwAw6gEAABYAEOsBAACmAwAw7AECAAAAAYYCAgD8AgAhjwICAPACACGQAgEA8QIAIZECAQDxAgAhkgIBAPECACG7AgAApQMAIAIAAAAYACAWAACBBAAgAgAAAP8DACAWAACABAAgCekBAAD-AwAw6gEAAP8DABDrAQAA_gMAMOwBAgDwAgAhhgICAPwCACGPAgIA8AIAIZACAQDxAgAhkQIBAPECACGSAgEA8QIAIQnpAQAA_gMAMOoBAAD_AwAQ6wEAAP4DADDsAQIA8AIAIYYCAgD8AgAhjwICAPACACGQAgEA8QIAIZECAQDxAgAhkgIBAPECACEF7AECALoDACGGAgIAwAMAIZACAQC3AwAhkQIBALcDACGSAgEAtwMAIQYHAADLAwAg7AECALoDACGGAgIAwAMAIZACAQC3AwAhkQIBALcDACGSAgEAtwMAIQYHAADNAwAg7AECAAAAAYYCAgAAAAGQAgEAAAABkQIBAAAAAZICAQAAAAEI7AECAAAAAfEBQAAAAAGaAgEAAAABmwIBAAAAAZwCQAAAAAGdAgQAAAABngIBAAAAAZ8CAQAAAAECAAAAFAAgHQAAjgQAIAMAAAAUACAdAACOBAAgHgAAjQQAIAEWAAC_BQAwDQgAAKQDACDpAQAAqAMAMOoBAAASABDrAQAAqAMAMOwBAgAAAAHxAUAA8gIAIY8CAgDwAgAhmgIBAPECACGbAgEA8QIAIZwCQADzAgAhnQIEAKMDACGeAgEA_QIAIZ8CAQD9AgAhAgAAABQAIBYAAI0EACACAAAAiwQAIBYAAIwEACAM6QEAAIoEADDqAQAAiwQAEOsBAACKBAAw7AECAPACACHxAUAA8gIAIY8CAgDwAgAhmgIBAPECACGbAgEA8QIAIZwCQADzAgAhnQIEAKMDACGeAgEA_QIAIZ8CAQD9AgAhDOkBAACKBAAw6gEAAIsEABDrAQAAigQAMOwBAgDwAgAh8QFAAPICACGPAgIA8AIAIZoCAQDxAgAhmwIBAPECACGcAkAA8wIAIZ0CBACjAwAhngIBAP0CACGfAgEA_QIAIQjsAQIAugMAIfEBQAC4AwAhmgIBALcDACGbAgEAtwMAIZwCQAC5AwAhnQIEANYDACGeAgEAwQMAIZ8CAQDBAwAhCOwBAgC6AwAh8QFAALgDACGaAgEAtwMAIZsCAQC3AwAhnAJAALkDACGdAgQA1gMAIZ4CAQDBAwAhnwIBAMEDACEI7AECAAAAAfEBQAAAAAGaAgEAAAABmwIBAAAAAZwCQAAAAAGdAgQAAAABngIBAAAAAZ8CAQAAAAEDHQAAvQUAIMACAAC-BQAgxgIAACwAIAQdAACDBAAwwAIAAIQEADDCAgAAhgQAIMYCAACHBAAwBB0AAPcDADDAAgAA-AMAMMICAAD6AwAgxgIAAPsDADAEHQAA6wMAMMACAADsAwAwwgIAAO4DACDGAgAA7wMAMAAAAAAABR0AALUFACAeAAC7BQAgwAIAALYFACDBAgAAugUAIMYCAAAsACAFHQAAswUAIB4AALgFACDAAgAAtAUAIMECAAC3BQAgxgIAAAEAIAMdAAC1BQAgwAIAALYFACDGAgAALAAgAx0AALMFACDAAgAAtAUAIMYCAAABACAAAAAAAAUdAACuBQAgHgAAsQUAIMACAACvBQAgwQIAALAFACDGAgAALAAgAx0AAK4FACDAAgAArwUAIMYCAAAsACAAAAAAAAUdAAClBQAgHgAArAUAIMACAACmBQAgwQIAAKsFACDGAgAAAQAgCx0AAM4EADAeAADTBAAwwAIAAM8EADDBAgAA0AQAMMICAADRBAAgwwIAANIEADDEAgAA0gQAMMUCAADSBAAwxgIAANIEADDHAgAA1AQAMMgCAADVBAAwCx0AAMIEADAeAADHBAAwwAIAAMMEADDBAgAAxAQAMMICAADFBAAgwwIAAMYEADDEAgAAxgQAMMUCAADGBAAwxgIAAMYEADDHAgAAyAQAMMgCAADJBAAwCx0AALkEADAeAAC9BAAwwAIAALoEADDBAgAAuwQAMMICAAC8BAAgwwIAAPsDADDEAgAA-wMAMMUCAAD7AwAwxgIAAPsDADDHAgAAvgQAMMgCAAD-AwAwCx0AAK0EADAeAACyBAAwwAIAAK4EADDBAgAArwQAMMICAACwBAAgwwIAALEEADDEAgAAsQQAMMUCAACxBAAwxgIAALEEADDHAgAAswQAMMgCAAC0BAAwA-wBAgAAAAGOAgEAAAABoQIBAAAAAQIAAAAlACAdAAC4BAAgAwAAACUAIB0AALgEACAeAAC3BAAgARYAAKoFADAJBwAAoAMAIOkBAACfAwAw6gEAACMAEOsBAACfAwAw7AECAAAAAYYCAgDwAgAhjgIBAPECACGhAgEA8QIAIbkCAACeAwAgAgAAACUAIBYAALcEACACAAAAtQQAIBYAALYEACAH6QEAALQEADDqAQAAtQQAEOsBAAC0BAAw7AECAPACACGGAgIA8AIAIY4CAQDxAgAhoQIBAPECACEH6QEAALQEADDqAQAAtQQAEOsBAAC0BAAw7AECAPACACGGAgIA8AIAIY4CAQDxAgAhoQIBAPECACED7AECALoDACGOAgEAtwMAIaECAQC3AwAhA-wBAgC6AwAhjgIBALcDACGhAgEAtwMAIQPsAQIAAAABjgIBAAAAAaECAQAAAAEGCAAAzAMAIOwBAgAAAAGPAgIAAAABkAIBAAAAAZECAQAAAAGSAgEAAAABAgAAABgAIB0AAMEEACADAAAAGAAgHQAAwQQAIB4AAMAEACABFgAAqQUAMAIAAAAYACAWAADABAAgAgAAAP8DACAWAAC_BAAgBewBAgC6AwAhjwICALoDACGQAgEAtwMAIZECAQC3AwAhkgIBALcDACEGCAAAygMAIOwBAgC6AwAhjwICALoDACGQAgEAtwMAIZECAQC3AwAhkgIBALcDACEGCAAAzAMAIOwBAgAAAAGPAgIAAAABkAIBAAAAAZECAQAAAAGSAgEAAAABFAkAAJAEACAKAACRBAAgCwAAkgQAIOwBAgAAAAHxAUAAAAABnAIEAAAAAZ0CBAAAAAGeAgEAAAABnwIBAAAAAaACAQAAAAGhAgEAAAABogIBAAAAAaMCAQAAAAGkAgIAAAABpQIgAAAAAaYCIAAAAAGnAgIAAAABqAIBAAAAAakCAgAAAAGqAkAAAAABAgAAAA4AIB0AAM0EACADAAAADgAgHQAAzQQAIB4AAMwEACABFgAAqAUAMBoHAACnAwAgCQAArAMAIAoAAJwDACALAACtAwAg6QEAAKoDADDqAQAADAAQ6wEAAKoDADDsAQIAAAAB8QFAAPICACGGAgIA_AIAIZwCBACrAwAhnQIEAKMDACGeAgEA_QIAIZ8CAQD9AgAhoAIBAPECACGhAgEA8QIAIaICAQAAAAGjAgEA8QIAIaQCAgDwAgAhpQIgAJUDACGmAiAAlQMAIacCAgDwAgAhqAIBAPECACGpAgIA8AIAIaoCQADyAgAhvAIAAKkDACACAAAADgAgFgAAzAQAIAIAAADKBAAgFgAAywQAIBXpAQAAyQQAMOoBAADKBAAQ6wEAAMkEADDsAQIA8AIAIfEBQADyAgAhhgICAPwCACGcAgQAqwMAIZ0CBACjAwAhngIBAP0CACGfAgEA_QIAIaACAQDxAgAhoQIBAPECACGiAgEA_QIAIaMCAQDxAgAhpAICAPACACGlAiAAlQMAIaYCIACVAwAhpwICAPACACGoAgEA8QIAIakCAgDwAgAhqgJAAPICACEV6QEAAMkEADDqAQAAygQAEOsBAADJBAAw7AECAPACACHxAUAA8gIAIYYCAgD8AgAhnAIEAKsDACGdAgQAowMAIZ4CAQD9AgAhnwIBAP0CACGgAgEA8QIAIaECAQDxAgAhogIBAP0CACGjAgEA8QIAIaQCAgDwAgAhpQIgAJUDACGmAiAAlQMAIacCAgDwAgAhqAIBAPECACGpAgIA8AIAIaoCQADyAgAhEewBAgC6AwAh8QFAALgDACGcAgQA5QMAIZ0CBADWAwAhngIBAMEDACGfAgEAwQMAIaACAQC3AwAhoQIBALcDACGiAgEAwQMAIaMCAQC3AwAhpAICALoDACGlAiAA5gMAIaYCIADmAwAhpwICALoDACGoAgEAtwMAIakCAgC6AwAhqgJAALgDACEUCQAA6AMAIAoAAOkDACALAADqAwAg7AECALoDACHxAUAAuAMAIZwCBADlAwAhnQIEANYDACGeAgEAwQMAIZ8CAQDBAwAhoAIBALcDACGhAgEAtwMAIaICAQDBAwAhowIBALcDACGkAgIAugMAIaUCIADmAwAhpgIgAOYDACGnAgIAugMAIagCAQC3AwAhqQICALoDACGqAkAAuAMAIRQJAACQBAAgCgAAkQQAIAsAAJIEACDsAQIAAAAB8QFAAAAAAZwCBAAAAAGdAgQAAAABngIBAAAAAZ8CAQAAAAGgAgEAAAABoQIBAAAAAaICAQAAAAGjAgEAAAABpAICAAAAAaUCIAAAAAGmAiAAAAABpwICAAAAAagCAQAAAAGpAgIAAAABqgJAAAAAAQYDAACbBAAg7AECAAAAAfEBQAAAAAGqAkAAAAABqwICAAAAAawCAQAAAAECAAAACQAgHQAA2QQAIAMAAAAJACAdAADZBAAgHgAA2AQAIAEWAACnBQAwDAMAAJoDACAHAACgAwAg6QEAAK8DADDqAQAABwAQ6wEAAK8DADDsAQIAAAAB8QFAAPICACGGAgIA8AIAIaoCQADyAgAhqwICAPACACGsAgEA8QIAIb0CAACuAwAgAgAAAAkAIBYAANgEACACAAAA1gQAIBYAANcEACAJ6QEAANUEADDqAQAA1gQAEOsBAADVBAAw7AECAPACACHxAUAA8gIAIYYCAgDwAgAhqgJAAPICACGrAgIA8AIAIawCAQDxAgAhCekBAADVBAAw6gEAANYEABDrAQAA1QQAMOwBAgDwAgAh8QFAAPICACGGAgIA8AIAIaoCQADyAgAhqwICAPACACGsAgEA8QIAIQXsAQIAugMAIfEBQAC4AwAhqgJAALgDACGrAgIAugMAIawCAQC3AwAhBgMAAJkEACDsAQIAugMAIfEBQAC4AwAhqgJAALgDACGrAgIAugMAIawCAQC3AwAhBgMAAJsEACDsAQIAAAAB8QFAAAAAAaoCQAAAAAGrAgIAAAABrAIBAAAAAQMdAAClBQAgwAIAAKYFACDGAgAAAQAgBB0AAM4EADDAAgAAzwQAMMICAADRBAAgxgIAANIEADAEHQAAwgQAMMACAADDBAAwwgIAAMUEACDGAgAAxgQAMAQdAAC5BAAwwAIAALoEADDCAgAAvAQAIMYCAAD7AwAwBB0AAK0EADDAAgAArgQAMMICAACwBAAgxgIAALEEADAAAAAAAAUdAACgBQAgHgAAowUAIMACAAChBQAgwQIAAKIFACDGAgAAAQAgAx0AAKAFACDAAgAAoQUAIMYCAAABACAAAAAAAAsdAACDBQAwHgAAiAUAMMACAACEBQAwwQIAAIUFADDCAgAAhgUAIMMCAACHBQAwxAIAAIcFADDFAgAAhwUAMMYCAACHBQAwxwIAAIkFADDIAgAAigUAMAsdAAD6BAAwHgAA_gQAMMACAAD7BAAwwQIAAPwEADDCAgAA_QQAIMMCAADSBAAwxAIAANIEADDFAgAA0gQAMMYCAADSBAAwxwIAAP8EADDIAgAA1QQAMAsdAADuBAAwHgAA8wQAMMACAADvBAAwwQIAAPAEADDCAgAA8QQAIMMCAADyBAAwxAIAAPIEADDFAgAA8gQAMMYCAADyBAAwxwIAAPQEADDIAgAA9QQAMAkGAADbBAAgCgAA3QQAIA0AANwEACAOAADeBAAg7AECAAAAAfEBQAAAAAGhAgEAAAABqgJAAAAAAa0CIAAAAAECAAAALAAgHQAA-QQAIAMAAAAsACAdAAD5BAAgHgAA-AQAIAEWAACfBQAwDgUAAJoDACAGAACXAwAgCgAAnAMAIA0AAJsDACAOAACdAwAg6QEAAJkDADDqAQAAEAAQ6wEAAJkDADDsAQIAAAAB8QFAAPICACGhAgEAAAABqgJAAPICACGtAiAAlQMAIa4CAgDwAgAhAgAAACwAIBYAAPgEACACAAAA9gQAIBYAAPcEACAJ6QEAAPUEADDqAQAA9gQAEOsBAAD1BAAw7AECAPACACHxAUAA8gIAIaECAQDxAgAhqgJAAPICACGtAiAAlQMAIa4CAgDwAgAhCekBAAD1BAAw6gEAAPYEABDrAQAA9QQAMOwBAgDwAgAh8QFAAPICACGhAgEA8QIAIaoCQADyAgAhrQIgAJUDACGuAgIA8AIAIQXsAQIAugMAIfEBQAC4AwAhoQIBALcDACGqAkAAuAMAIa0CIADmAwAhCQYAAKkEACAKAACrBAAgDQAAqgQAIA4AAKwEACDsAQIAugMAIfEBQAC4AwAhoQIBALcDACGqAkAAuAMAIa0CIADmAwAhCQYAANsEACAKAADdBAAgDQAA3AQAIA4AAN4EACDsAQIAAAAB8QFAAAAAAaECAQAAAAGqAkAAAAABrQIgAAAAAQYHAACaBAAg7AECAAAAAfEBQAAAAAGGAgIAAAABqgJAAAAAAawCAQAAAAECAAAACQAgHQAAggUAIAMAAAAJACAdAACCBQAgHgAAgQUAIAEWAACeBQAwAgAAAAkAIBYAAIEFACACAAAA1gQAIBYAAIAFACAF7AECALoDACHxAUAAuAMAIYYCAgC6AwAhqgJAALgDACGsAgEAtwMAIQYHAACYBAAg7AECALoDACHxAUAAuAMAIYYCAgC6AwAhqgJAALgDACGsAgEAtwMAIQYHAACaBAAg7AECAAAAAfEBQAAAAAGGAgIAAAABqgJAAAAAAawCAQAAAAEE7AEBAAAAAfEBQAAAAAGcAkAAAAABrwJAAAAAAQIAAAAFACAdAACOBQAgAwAAAAUAIB0AAI4FACAeAACNBQAgARYAAJ0FADAJAwAAmgMAIOkBAACwAwAw6gEAAAMAEOsBAACwAwAw7AEBAAAAAfEBQADyAgAhnAJAAPICACGrAgIA8AIAIa8CQADyAgAhAgAAAAUAIBYAAI0FACACAAAAiwUAIBYAAIwFACAI6QEAAIoFADDqAQAAiwUAEOsBAACKBQAw7AEBAPECACHxAUAA8gIAIZwCQADyAgAhqwICAPACACGvAkAA8gIAIQjpAQAAigUAMOoBAACLBQAQ6wEAAIoFADDsAQEA8QIAIfEBQADyAgAhnAJAAPICACGrAgIA8AIAIa8CQADyAgAhBOwBAQC3AwAh8QFAALgDACGcAkAAuAMAIa8CQAC4AwAhBOwBAQC3AwAh8QFAALgDACGcAkAAuAMAIa8CQAC4AwAhBOwBAQAAAAHxAUAAAAABnAJAAAAAAa8CQAAAAAEEHQAAgwUAMMACAACEBQAwwgIAAIYFACDGAgAAhwUAMAQdAAD6BAAwwAIAAPsEADDCAgAA_QQAIMYCAADSBAAwBB0AAO4EADDAAgAA7wQAMMICAADxBAAgxgIAAPIEADAAAAAFBAAAkgUAIA8AAJMFACAQAACUBQAgswIAALEDACC0AgAAsQMAIAAAAAUFAACVBQAgBgAAkwUAIAoAAJcFACANAACWBQAgDgAAmAUAIAkHAACZBQAgCQAAmwUAIAoAAJcFACALAACcBQAghgIAALEDACCcAgAAsQMAIJ4CAACxAwAgnwIAALEDACCiAgAAsQMAIAAABOwBAQAAAAHxAUAAAAABnAJAAAAAAa8CQAAAAAEF7AECAAAAAfEBQAAAAAGGAgIAAAABqgJAAAAAAawCAQAAAAEF7AECAAAAAfEBQAAAAAGhAgEAAAABqgJAAAAAAa0CIAAAAAEMDwAAkAUAIBAAAJEFACDsAQIAAAAB8QFAAAAAAaUCIAAAAAGqAkAAAAABsAIBAAAAAbECAQAAAAGyAgEAAAABswIBAAAAAbQCAQAAAAG1AiAAAAABAgAAAAEAIB0AAKAFACADAAAAMgAgHQAAoAUAIB4AAKQFACAOAAAAMgAgDwAA7AQAIBAAAO0EACAWAACkBQAg7AECALoDACHxAUAAuAMAIaUCIADmAwAhqgJAALgDACGwAgEAtwMAIbECAQC3AwAhsgIBALcDACGzAgEAwQMAIbQCAQDBAwAhtQIgAOYDACEMDwAA7AQAIBAAAO0EACDsAQIAugMAIfEBQAC4AwAhpQIgAOYDACGqAkAAuAMAIbACAQC3AwAhsQIBALcDACGyAgEAtwMAIbMCAQDBAwAhtAIBAMEDACG1AiAA5gMAIQwEAACPBQAgDwAAkAUAIOwBAgAAAAHxAUAAAAABpQIgAAAAAaoCQAAAAAGwAgEAAAABsQIBAAAAAbICAQAAAAGzAgEAAAABtAIBAAAAAbUCIAAAAAECAAAAAQAgHQAApQUAIAXsAQIAAAAB8QFAAAAAAaoCQAAAAAGrAgIAAAABrAIBAAAAARHsAQIAAAAB8QFAAAAAAZwCBAAAAAGdAgQAAAABngIBAAAAAZ8CAQAAAAGgAgEAAAABoQIBAAAAAaICAQAAAAGjAgEAAAABpAICAAAAAaUCIAAAAAGmAiAAAAABpwICAAAAAagCAQAAAAGpAgIAAAABqgJAAAAAAQXsAQIAAAABjwICAAAAAZACAQAAAAGRAgEAAAABkgIBAAAAAQPsAQIAAAABjgIBAAAAAaECAQAAAAEDAAAAMgAgHQAApQUAIB4AAK0FACAOAAAAMgAgBAAA6wQAIA8AAOwEACAWAACtBQAg7AECALoDACHxAUAAuAMAIaUCIADmAwAhqgJAALgDACGwAgEAtwMAIbECAQC3AwAhsgIBALcDACGzAgEAwQMAIbQCAQDBAwAhtQIgAOYDACEMBAAA6wQAIA8AAOwEACDsAQIAugMAIfEBQAC4AwAhpQIgAOYDACGqAkAAuAMAIbACAQC3AwAhsQIBALcDACGyAgEAtwMAIbMCAQDBAwAhtAIBAMEDACG1AiAA5gMAIQoFAADaBAAgBgAA2wQAIAoAAN0EACANAADcBAAg7AECAAAAAfEBQAAAAAGhAgEAAAABqgJAAAAAAa0CIAAAAAGuAgIAAAABAgAAACwAIB0AAK4FACADAAAAEAAgHQAArgUAIB4AALIFACAMAAAAEAAgBQAAqAQAIAYAAKkEACAKAACrBAAgDQAAqgQAIBYAALIFACDsAQIAugMAIfEBQAC4AwAhoQIBALcDACGqAkAAuAMAIa0CIADmAwAhrgICALoDACEKBQAAqAQAIAYAAKkEACAKAACrBAAgDQAAqgQAIOwBAgC6AwAh8QFAALgDACGhAgEAtwMAIaoCQAC4AwAhrQIgAOYDACGuAgIAugMAIQwEAACPBQAgEAAAkQUAIOwBAgAAAAHxAUAAAAABpQIgAAAAAaoCQAAAAAGwAgEAAAABsQIBAAAAAbICAQAAAAGzAgEAAAABtAIBAAAAAbUCIAAAAAECAAAAAQAgHQAAswUAIAoFAADaBAAgCgAA3QQAIA0AANwEACAOAADeBAAg7AECAAAAAfEBQAAAAAGhAgEAAAABqgJAAAAAAa0CIAAAAAGuAgIAAAABAgAAACwAIB0AALUFACADAAAAMgAgHQAAswUAIB4AALkFACAOAAAAMgAgBAAA6wQAIBAAAO0EACAWAAC5BQAg7AECALoDACHxAUAAuAMAIaUCIADmAwAhqgJAALgDACGwAgEAtwMAIbECAQC3AwAhsgIBALcDACGzAgEAwQMAIbQCAQDBAwAhtQIgAOYDACEMBAAA6wQAIBAAAO0EACDsAQIAugMAIfEBQAC4AwAhpQIgAOYDACGqAkAAuAMAIbACAQC3AwAhsQIBALcDACGyAgEAtwMAIbMCAQDBAwAhtAIBAMEDACG1AiAA5gMAIQMAAAAQACAdAAC1BQAgHgAAvAUAIAwAAAAQACAFAACoBAAgCgAAqwQAIA0AAKoEACAOAACsBAAgFgAAvAUAIOwBAgC6AwAh8QFAALgDACGhAgEAtwMAIaoCQAC4AwAhrQIgAOYDACGuAgIAugMAIQoFAACoBAAgCgAAqwQAIA0AAKoEACAOAACsBAAg7AECALoDACHxAUAAuAMAIaECAQC3AwAhqgJAALgDACGtAiAA5gMAIa4CAgC6AwAhCgUAANoEACAGAADbBAAgCgAA3QQAIA4AAN4EACDsAQIAAAAB8QFAAAAAAaECAQAAAAGqAkAAAAABrQIgAAAAAa4CAgAAAAECAAAALAAgHQAAvQUAIAjsAQIAAAAB8QFAAAAAAZoCAQAAAAGbAgEAAAABnAJAAAAAAZ0CBAAAAAGeAgEAAAABnwIBAAAAAQXsAQIAAAABhgICAAAAAZACAQAAAAGRAgEAAAABkgIBAAAAAQaUAgEAAAABlQIBAAAAAZYCAgAAAAGXAgIAAAABmAICAAAAAZkCBAAAAAEDAAAAEAAgHQAAvQUAIB4AAMQFACAMAAAAEAAgBQAAqAQAIAYAAKkEACAKAACrBAAgDgAArAQAIBYAAMQFACDsAQIAugMAIfEBQAC4AwAhoQIBALcDACGqAkAAuAMAIa0CIADmAwAhrgICALoDACEKBQAAqAQAIAYAAKkEACAKAACrBAAgDgAArAQAIOwBAgC6AwAh8QFAALgDACGhAgEAtwMAIaoCQAC4AwAhrQIgAOYDACGuAgIAugMAIRUHAACPBAAgCgAAkQQAIAsAAJIEACDsAQIAAAAB8QFAAAAAAYYCAgAAAAGcAgQAAAABnQIEAAAAAZ4CAQAAAAGfAgEAAAABoAIBAAAAAaECAQAAAAGiAgEAAAABowIBAAAAAaQCAgAAAAGlAiAAAAABpgIgAAAAAacCAgAAAAGoAgEAAAABqQICAAAAAaoCQAAAAAECAAAADgAgHQAAxQUAIAMAAAAMACAdAADFBQAgHgAAyQUAIBcAAAAMACAHAADnAwAgCgAA6QMAIAsAAOoDACAWAADJBQAg7AECALoDACHxAUAAuAMAIYYCAgDAAwAhnAIEAOUDACGdAgQA1gMAIZ4CAQDBAwAhnwIBAMEDACGgAgEAtwMAIaECAQC3AwAhogIBAMEDACGjAgEAtwMAIaQCAgC6AwAhpQIgAOYDACGmAiAA5gMAIacCAgC6AwAhqAIBALcDACGpAgIAugMAIaoCQAC4AwAhFQcAAOcDACAKAADpAwAgCwAA6gMAIOwBAgC6AwAh8QFAALgDACGGAgIAwAMAIZwCBADlAwAhnQIEANYDACGeAgEAwQMAIZ8CAQDBAwAhoAIBALcDACGhAgEAtwMAIaICAQDBAwAhowIBALcDACGkAgIAugMAIaUCIADmAwAhpgIgAOYDACGnAgIAugMAIagCAQC3AwAhqQICALoDACGqAkAAuAMAIRUHAACPBAAgCQAAkAQAIAoAAJEEACDsAQIAAAAB8QFAAAAAAYYCAgAAAAGcAgQAAAABnQIEAAAAAZ4CAQAAAAGfAgEAAAABoAIBAAAAAaECAQAAAAGiAgEAAAABowIBAAAAAaQCAgAAAAGlAiAAAAABpgIgAAAAAacCAgAAAAGoAgEAAAABqQICAAAAAaoCQAAAAAECAAAADgAgHQAAygUAIAMAAAAMACAdAADKBQAgHgAAzgUAIBcAAAAMACAHAADnAwAgCQAA6AMAIAoAAOkDACAWAADOBQAg7AECALoDACHxAUAAuAMAIYYCAgDAAwAhnAIEAOUDACGdAgQA1gMAIZ4CAQDBAwAhnwIBAMEDACGgAgEAtwMAIaECAQC3AwAhogIBAMEDACGjAgEAtwMAIaQCAgC6AwAhpQIgAOYDACGmAiAA5gMAIacCAgC6AwAhqAIBALcDACGpAgIAugMAIaoCQAC4AwAhFQcAAOcDACAJAADoAwAgCgAA6QMAIOwBAgC6AwAh8QFAALgDACGGAgIAwAMAIZwCBADlAwAhnQIEANYDACGeAgEAwQMAIZ8CAQDBAwAhoAIBALcDACGhAgEAtwMAIaICAQDBAwAhowIBALcDACGkAgIAugMAIaUCIADmAwAhpgIgAOYDACGnAgIAugMAIagCAQC3AwAhqQICALoDACGqAkAAuAMAIQoFAADaBAAgBgAA2wQAIA0AANwEACAOAADeBAAg7AECAAAAAfEBQAAAAAGhAgEAAAABqgJAAAAAAa0CIAAAAAGuAgIAAAABAgAAACwAIB0AAM8FACAVBwAAjwQAIAkAAJAEACALAACSBAAg7AECAAAAAfEBQAAAAAGGAgIAAAABnAIEAAAAAZ0CBAAAAAGeAgEAAAABnwIBAAAAAaACAQAAAAGhAgEAAAABogIBAAAAAaMCAQAAAAGkAgIAAAABpQIgAAAAAaYCIAAAAAGnAgIAAAABqAIBAAAAAakCAgAAAAGqAkAAAAABAgAAAA4AIB0AANEFACADAAAAEAAgHQAAzwUAIB4AANUFACAMAAAAEAAgBQAAqAQAIAYAAKkEACANAACqBAAgDgAArAQAIBYAANUFACDsAQIAugMAIfEBQAC4AwAhoQIBALcDACGqAkAAuAMAIa0CIADmAwAhrgICALoDACEKBQAAqAQAIAYAAKkEACANAACqBAAgDgAArAQAIOwBAgC6AwAh8QFAALgDACGhAgEAtwMAIaoCQAC4AwAhrQIgAOYDACGuAgIAugMAIQMAAAAMACAdAADRBQAgHgAA2AUAIBcAAAAMACAHAADnAwAgCQAA6AMAIAsAAOoDACAWAADYBQAg7AECALoDACHxAUAAuAMAIYYCAgDAAwAhnAIEAOUDACGdAgQA1gMAIZ4CAQDBAwAhnwIBAMEDACGgAgEAtwMAIaECAQC3AwAhogIBAMEDACGjAgEAtwMAIaQCAgC6AwAhpQIgAOYDACGmAiAA5gMAIacCAgC6AwAhqAIBALcDACGpAgIAugMAIaoCQAC4AwAhFQcAAOcDACAJAADoAwAgCwAA6gMAIOwBAgC6AwAh8QFAALgDACGGAgIAwAMAIZwCBADlAwAhnQIEANYDACGeAgEAwQMAIZ8CAQDBAwAhoAIBALcDACGhAgEAtwMAIaICAQDBAwAhowIBALcDACGkAgIAugMAIaUCIADmAwAhpgIgAOYDACGnAgIAugMAIagCAQC3AwAhqQICALoDACGqAkAAuAMAIQQEBgIMAAwPCgMQLQQBAwABAgMAAQcABAYFAAEGCwMKIgcMAAsNDwUOJgoFBxEECRUGChkHCx4IDAAJAQgABQIHGgQIAAUBCAAFAwkfAAogAAshAAEHAAQEBicACikADSgADioAAwQuAA8vABAwAAAAAAUMABEjABIkABMlABQmABUAAAAAAAUMABEjABIkABMlABQmABUBAwABAQMAAQUMABojABskABwlAB0mAB4AAAAAAAUMABojABskABwlAB0mAB4BBQABAQUAAQUMACMjACQkACUlACYmACcAAAAAAAUMACMjACQkACUlACYmACcBBwAEAQcABAUMACwjAC0kAC4lAC8mADAAAAAAAAUMACwjAC0kAC4lAC8mADACAwABBwAEAgMAAQcABAUMADUjADYkADclADgmADkAAAAAAAUMADUjADYkADclADgmADkBB6oBBAEHsAEEBQwAPiMAPyQAQCUAQSYAQgAAAAAABQwAPiMAPyQAQCUAQSYAQgEIAAUBCAAFBQwARyMASCQASSUASiYASwAAAAAABQwARyMASCQASSUASiYASwEIAAUBCAAFBQwAUCMAUSQAUiUAUyYAVAAAAAAABQwAUCMAUSQAUiUAUyYAVAAAAAMMAFolAFsmAFwAAAADDABaJQBbJgBcAgeHAgQIAAUCB40CBAgABQUMAGEjAGIkAGMlAGQmAGUAAAAAAAUMAGEjAGIkAGMlAGQmAGUAAAADDABrJQBsJgBtAAAAAwwAayUAbCYAbQAAAAUMAHMjAHQkAHUlAHYmAHcAAAAAAAUMAHMjAHQkAHUlAHYmAHcAAAAFDAB9IwB-JAB_JQCAASYAgQEAAAAAAAUMAH0jAH4kAH8lAIABJgCBARECARIxARM0ARQ1ARU2ARc4ARg6DRk7Dho9ARs_DRxADx9BASBCASFDDSdGEChHFilIAipJAitKAixLAi1MAi5OAi9QDTBRFzFTAjJVDTNWGDRXAjVYAjZZDTdcGThdHzleBDpfBDtgBDxhBD1iBD5kBD9mDUBnIEFpBEJrDUNsIURtBEVuBEZvDUdyIkhzKEl0Ckp1Ckt2Ckx3Ck14Ck56Ck98DVB9KVF_ClKBAQ1TggEqVIMBClWEAQpWhQENV4gBK1iJATFZigEDWosBA1uMAQNcjQEDXY4BA16QAQNfkgENYJMBMmGVAQNilwENY5gBM2SZAQNlmgEDZpsBDWeeATRonwE6aaABBWqhAQVrogEFbKMBBW2kAQVupgEFb6gBDXCpATtxrAEFcq4BDXOvATx0sQEFdbIBBXazAQ13tgE9eLcBQ3m4AQZ6uQEGe7oBBny7AQZ9vAEGfr4BBn_AAQ2AAcEBRIEBwwEGggHFAQ2DAcYBRYQBxwEGhQHIAQaGAckBDYcBzAFGiAHNAUyJAc4BCIoBzwEIiwHQAQiMAdEBCI0B0gEIjgHUAQiPAdYBDZAB1wFNkQHZAQiSAdsBDZMB3AFOlAHdAQiVAd4BCJYB3wENlwHiAU-YAeMBVZkB5QFWmgHmAVabAekBVpwB6gFWnQHrAVaeAe0BVp8B7wENoAHwAVehAfIBVqIB9AENowH1AVikAfYBVqUB9wFWpgH4AQ2nAfsBWagB_AFdqQH9AQeqAf4BB6sB_wEHrAGAAgetAYECB64BgwIHrwGFAg2wAYYCXrEBiQIHsgGLAg2zAYwCX7QBjgIHtQGPAge2AZACDbcBkwJguAGUAma5AZYCZ7oBlwJnuwGaAme8AZsCZ70BnAJnvgGeAme_AaACDcABoQJowQGjAmfCAaUCDcMBpgJpxAGnAmfFAagCZ8YBqQINxwGsAmrIAa0CbskBrwJvygGwAm_LAbMCb8wBtAJvzQG1Am_OAbcCb88BuQIN0AG6AnDRAbwCb9IBvgIN0wG_AnHUAcACb9UBwQJv1gHCAg3XAcUCctgBxgJ42QHIAnnaAckCedsBzAJ53AHNAnndAc4Ced4B0AJ53wHSAg3gAdMCeuEB1QJ54gHXAg3jAdgCe-QB2QJ55QHaAnnmAdsCDecB3gJ86AHfAoIB"
};
async function decodeBase64AsWasm2(wasmBase64) {
  const { Buffer: Buffer2 } = await import("node:buffer");
  const wasmArray = Buffer2.from(wasmBase64, "base64");
  return new WebAssembly.Module(wasmArray);
}
config2.compilerWasm = {
  getRuntime: async () => await import("@prisma/client/runtime/query_compiler_fast_bg.sqlite.mjs"),
  getQueryCompilerWasmModule: async () => {
    const { wasm } = await import("@prisma/client/runtime/query_compiler_fast_bg.sqlite.wasm-base64.mjs");
    return await decodeBase64AsWasm2(wasm);
  },
  importName: "./query_compiler_fast_bg.js"
};
function getPrismaClientClass2() {
  return runtime3.getPrismaClient(config2);
}

// lib/server/generated/sqlite/internal/prismaNamespace.ts
var prismaNamespace_exports2 = {};
__export(prismaNamespace_exports2, {
  AnyNull: () => AnyNull3,
  AuditEventScalarFieldEnum: () => AuditEventScalarFieldEnum,
  DbNull: () => DbNull3,
  Decimal: () => Decimal3,
  JsonNull: () => JsonNull3,
  ModelName: () => ModelName,
  NullTypes: () => NullTypes4,
  NullsOrder: () => NullsOrder,
  PrismaClientInitializationError: () => PrismaClientInitializationError3,
  PrismaClientKnownRequestError: () => PrismaClientKnownRequestError3,
  PrismaClientRustPanicError: () => PrismaClientRustPanicError3,
  PrismaClientUnknownRequestError: () => PrismaClientUnknownRequestError3,
  PrismaClientValidationError: () => PrismaClientValidationError3,
  ProjectMemberScalarFieldEnum: () => ProjectMemberScalarFieldEnum,
  ProjectMetadataScalarFieldEnum: () => ProjectMetadataScalarFieldEnum,
  ProjectScalarFieldEnum: () => ProjectScalarFieldEnum,
  RegistryEventScalarFieldEnum: () => RegistryEventScalarFieldEnum,
  RobotGrantScalarFieldEnum: () => RobotGrantScalarFieldEnum,
  RobotScalarFieldEnum: () => RobotScalarFieldEnum,
  RobotSecretScalarFieldEnum: () => RobotSecretScalarFieldEnum,
  RobotUsageScalarFieldEnum: () => RobotUsageScalarFieldEnum,
  SessionScalarFieldEnum: () => SessionScalarFieldEnum,
  SettingScalarFieldEnum: () => SettingScalarFieldEnum,
  SigningKeyScalarFieldEnum: () => SigningKeyScalarFieldEnum,
  SortOrder: () => SortOrder,
  Sql: () => Sql3,
  TransactionIsolationLevel: () => TransactionIsolationLevel2,
  UserScalarFieldEnum: () => UserScalarFieldEnum,
  defineExtension: () => defineExtension2,
  empty: () => empty3,
  getExtensionContext: () => getExtensionContext2,
  join: () => join3,
  prismaVersion: () => prismaVersion,
  raw: () => raw3,
  sql: () => sql
});
import * as runtime4 from "@prisma/client/runtime/client";
var PrismaClientKnownRequestError3 = runtime4.PrismaClientKnownRequestError;
var PrismaClientUnknownRequestError3 = runtime4.PrismaClientUnknownRequestError;
var PrismaClientRustPanicError3 = runtime4.PrismaClientRustPanicError;
var PrismaClientInitializationError3 = runtime4.PrismaClientInitializationError;
var PrismaClientValidationError3 = runtime4.PrismaClientValidationError;
var sql = runtime4.sqltag;
var empty3 = runtime4.empty;
var join3 = runtime4.join;
var raw3 = runtime4.raw;
var Sql3 = runtime4.Sql;
var Decimal3 = runtime4.Decimal;
var getExtensionContext2 = runtime4.Extensions.getExtensionContext;
var prismaVersion = {
  client: "7.10.0",
  engine: "0edf323efd1d98336f3f0a68684b56f689b900d3"
};
var NullTypes4 = {
  DbNull: runtime4.NullTypes.DbNull,
  JsonNull: runtime4.NullTypes.JsonNull,
  AnyNull: runtime4.NullTypes.AnyNull
};
var DbNull3 = runtime4.DbNull;
var JsonNull3 = runtime4.JsonNull;
var AnyNull3 = runtime4.AnyNull;
var ModelName = {
  User: "User",
  Session: "Session",
  Project: "Project",
  ProjectMetadata: "ProjectMetadata",
  ProjectMember: "ProjectMember",
  Robot: "Robot",
  RobotSecret: "RobotSecret",
  RobotUsage: "RobotUsage",
  RegistryEvent: "RegistryEvent",
  RobotGrant: "RobotGrant",
  Setting: "Setting",
  AuditEvent: "AuditEvent",
  SigningKey: "SigningKey"
};
var TransactionIsolationLevel2 = runtime4.makeStrictEnum({
  Serializable: "Serializable"
});
var UserScalarFieldEnum = {
  id: "id",
  username: "username",
  passwordHash: "passwordHash",
  realName: "realName",
  email: "email",
  comment: "comment",
  isAdmin: "isAdmin",
  disabled: "disabled",
  createdAt: "createdAt",
  updatedAt: "updatedAt"
};
var SessionScalarFieldEnum = {
  id: "id",
  userId: "userId",
  createdAt: "createdAt",
  lastSeenAt: "lastSeenAt",
  expiresAt: "expiresAt"
};
var ProjectScalarFieldEnum = {
  id: "id",
  name: "name",
  public: "public",
  ownerId: "ownerId",
  createdAt: "createdAt",
  updatedAt: "updatedAt"
};
var ProjectMetadataScalarFieldEnum = {
  id: "id",
  projectId: "projectId",
  name: "name",
  value: "value"
};
var ProjectMemberScalarFieldEnum = {
  id: "id",
  projectId: "projectId",
  userId: "userId",
  role: "role",
  createdAt: "createdAt",
  updatedAt: "updatedAt"
};
var RobotScalarFieldEnum = {
  id: "id",
  level: "level",
  projectId: "projectId",
  name: "name",
  loginName: "loginName",
  description: "description",
  durationDays: "durationDays",
  expiresAt: "expiresAt",
  disabled: "disabled",
  legacy: "legacy",
  version: "version",
  creatorType: "creatorType",
  creatorRef: "creatorRef",
  createdAt: "createdAt",
  updatedAt: "updatedAt",
  lastUsedAt: "lastUsedAt",
  lastUsedAddress: "lastUsedAddress",
  lastUsedClient: "lastUsedClient"
};
var RobotSecretScalarFieldEnum = {
  id: "id",
  robotId: "robotId",
  hash: "hash",
  scheme: "scheme",
  createdAt: "createdAt",
  expiresAt: "expiresAt",
  lastUsedAt: "lastUsedAt",
  lastUsedAddress: "lastUsedAddress",
  lastUsedClient: "lastUsedClient"
};
var RobotUsageScalarFieldEnum = {
  robotId: "robotId",
  day: "day",
  repository: "repository",
  pulls: "pulls",
  pushes: "pushes",
  deletes: "deletes",
  lastAt: "lastAt"
};
var RegistryEventScalarFieldEnum = {
  id: "id",
  receivedAt: "receivedAt"
};
var RobotGrantScalarFieldEnum = {
  id: "id",
  robotId: "robotId",
  scope: "scope",
  scopeKey: "scopeKey",
  projectId: "projectId",
  access: "access"
};
var SettingScalarFieldEnum = {
  key: "key",
  value: "value"
};
var AuditEventScalarFieldEnum = {
  id: "id",
  at: "at",
  actorKind: "actorKind",
  actorId: "actorId",
  actorName: "actorName",
  operation: "operation",
  resourceType: "resourceType",
  resourceId: "resourceId",
  resource: "resource",
  projectId: "projectId",
  projectName: "projectName",
  result: "result",
  requestId: "requestId",
  address: "address",
  before: "before",
  after: "after"
};
var SigningKeyScalarFieldEnum = {
  id: "id",
  kid: "kid",
  algorithm: "algorithm",
  privateKey: "privateKey",
  certificate: "certificate",
  createdAt: "createdAt",
  retiredAt: "retiredAt"
};
var SortOrder = {
  asc: "asc",
  desc: "desc"
};
var NullsOrder = {
  first: "first",
  last: "last"
};
var defineExtension2 = runtime4.Extensions.defineExtension;

// lib/server/generated/sqlite/client.ts
globalThis["__dirname"] = path3.dirname(fileURLToPath2(import.meta.url));
var PrismaClient2 = getPrismaClientClass2();

// lib/server/hot-reads/postgresql.ts
import pg from "pg";

// lib/server/hot-reads/rows.ts
function toRobot(row) {
  const [id, loginName, disabled, expiresAt, projectId, projectName, secrets, grants] = row;
  return {
    id,
    loginName,
    disabled: Boolean(disabled),
    expiresAt: expiresAt === null ? null : BigInt(expiresAt),
    project: projectId === null ? null : { id: projectId, name: projectName },
    secrets: JSON.parse(secrets).map(([secretId, hash, scheme, end]) => ({
      id: secretId,
      hash,
      scheme,
      expiresAt: end === null ? null : toDate(end)
    })),
    grants: JSON.parse(grants).map(([scope, project, access]) => ({
      scope,
      projectId: project,
      access
    }))
  };
}
var toProjects = (json) => JSON.parse(json).map(([id, name, isPublic]) => ({
  id,
  name,
  public: Boolean(isPublic)
}));
function toDate(stored) {
  if (typeof stored === "number") return new Date(stored);
  return new Date(/(Z|[+-]\d\d:?\d\d)$/.test(stored) ? stored : `${stored}Z`);
}

// lib/server/hot-reads/postgresql.ts
var statements = {
  "read-robot": `
    SELECT r."id", r."loginName", r."disabled", r."expiresAt"::text, p."id", p."name",
      (SELECT coalesce(json_agg(json_build_array(s."id", s."hash", s."scheme", s."expiresAt") ORDER BY s."id"), '[]')::text
        FROM "RobotSecret" s WHERE s."robotId" = r."id"),
      (SELECT coalesce(json_agg(json_build_array(g."scope", g."projectId", g."access") ORDER BY g."id"), '[]')::text
        FROM "RobotGrant" g WHERE g."robotId" = r."id")
    FROM "Robot" r LEFT JOIN "Project" p ON p."id" = r."projectId"
    WHERE r."loginName" = $1`,
  "read-settings": `
    SELECT coalesce(json_agg(json_build_array("key", "value") ORDER BY "key"), '[]')::text FROM "Setting"`,
  "read-projects": `
    SELECT coalesce(json_agg(json_build_array("id", "name", "public")), '[]')::text FROM "Project"
    WHERE "name" = ANY($1)`
};
var connectionTimeoutMillis = 2e4;
var maxConnections = 4;
function openPostgresReads(url) {
  let pool = null;
  async function read(name, values) {
    pool ??= connect(url);
    const query = { text: statements[name], values, rowMode: "array" };
    try {
      return (await pool.query({ ...query, name })).rows[0];
    } catch (error) {
      if (!isWorthAnother(error)) throw error;
      return (await pool.query(query)).rows[0];
    }
  }
  return {
    robotByLogin: async (login) => {
      const row = await read("read-robot", [login]);
      return row ? toRobot(row) : null;
    },
    settings: shared(async () => (await read("read-settings", []))[0]),
    projects: async (names) => toProjects((await read("read-projects", [names]))[0]),
    close: async () => {
      const open = pool;
      pool = null;
      await open?.end();
    }
  };
}
function connect(connectionString) {
  const pool = new pg.Pool({ connectionString, connectionTimeoutMillis, max: maxConnections });
  pool.on("error", ({ message }) => log().warn({ cause: message }, "a database connection was lost"));
  return pool;
}
var isWorthAnother = (error) => {
  const { code = "", message } = error;
  return /^(57P0\d|26000|42P05|0A000|ECONNRESET|EPIPE)$/.test(code) || message === "Connection terminated unexpectedly";
};
function shared(read) {
  let running = null;
  let next = null;
  const start = () => {
    next = null;
    const result = read();
    const ended = result.then(nothing, nothing).then(() => void (running === ended && (running = null)));
    running = ended;
    return result;
  };
  return () => {
    if (!running) return start();
    return next ??= running.then(start);
  };
}
var nothing = () => void 0;

// lib/server/hot-reads/sqlite.ts
import Database from "libsql";
var statements2 = {
  robot: `
    SELECT r."id", r."loginName", r."disabled", CAST(r."expiresAt" AS TEXT), p."id", p."name",
      (SELECT json_group_array(json_array("id", "hash", "scheme", "expiresAt")) FROM
        (SELECT "id", "hash", "scheme", "expiresAt" FROM "RobotSecret" WHERE "robotId" = r."id" ORDER BY "id")),
      (SELECT json_group_array(json_array("scope", "projectId", "access")) FROM
        (SELECT "scope", "projectId", "access" FROM "RobotGrant" WHERE "robotId" = r."id" ORDER BY "id"))
    FROM "Robot" r LEFT JOIN "Project" p ON p."id" = r."projectId"
    WHERE r."loginName" = ?`,
  settings: `
    SELECT json_group_array(json_array("key", "value")) FROM (SELECT "key", "value" FROM "Setting" ORDER BY "key")`,
  // By far the most usual case, at half the cost of a list.
  project: `
    SELECT json_array(json_array("id", "name", "public")) FROM "Project" WHERE "name" = ?`,
  projects: `
    SELECT json_group_array(json_array("id", "name", "public")) FROM "Project"
    WHERE "name" IN (SELECT "value" FROM json_each(?))`
};
var busyMs = 1e3;
function openSqliteReads(url) {
  let connection = null;
  function close() {
    connection?.database.close();
    connection = null;
  }
  function read(name, parameters) {
    for (let attempt = 1; ; attempt++) {
      try {
        connection ??= connect2(url);
        return connection.prepared[name].get(parameters);
      } catch (error) {
        close();
        if (attempt === 2) throw named(error);
      }
    }
  }
  return {
    robotByLogin: async (login) => {
      const row = read("robot", [login]);
      return row ? toRobot(row) : null;
    },
    settings: async () => read("settings", [])[0],
    projects: async (names) => {
      const row = names.length === 1 ? read("project", [names[0]]) : read("projects", [JSON.stringify(names)]);
      return row ? toProjects(row[0]) : [];
    },
    close: async () => close()
  };
}
function connect2(url) {
  const database = new Database(`${url.replace(/\?.*$/, "")}?mode=ro`, { timeout: busyMs });
  const prepared = Object.fromEntries(
    Object.entries(statements2).map(([name, sql2]) => [name, database.prepare(sql2).raw()])
  );
  return { database, prepared };
}
function named(error) {
  const { code = "", message } = error;
  const name = message.startsWith("ConnectionFailed") ? "SQLITE_CANTOPEN" : code;
  return new Error(name === "" ? message : `${name}: ${message}`, { cause: error });
}

// lib/server/hot-reads/hot-reads.ts
var openHotReads = (url, engine) => engine === "postgresql" ? openPostgresReads(url) : openSqliteReads(url);

// lib/server/libsql-immediate.ts
import { PrismaLibSql } from "@prisma/adapter-libsql";
var LibSqlImmediate = class extends PrismaLibSql {
  createClient(config3) {
    const client = super.createClient(config3);
    const execute = client.execute.bind(client);
    const prepare = async () => {
      for (const pragma of ["journal_mode = WAL", "foreign_keys = ON", "synchronous = FULL"])
        await execute(`PRAGMA ${pragma}`);
    };
    let ready;
    client.execute = async (statement) => {
      await (ready ??= prepare());
      try {
        return await execute(statement);
      } catch (error) {
        if (staysInProgress(error)) {
          ready = void 0;
          client.reconnect();
        }
        throw error;
      }
    };
    client.transaction = () => beginImmediate(client);
    return client;
  }
};
var staysInProgress = (error) => /^SQLITE_(BUSY|LOCKED|FULL|IOERR|NOMEM|PROTOCOL)/.test(String(error.code));
async function beginImmediate(client) {
  await client.execute("BEGIN IMMEDIATE");
  let open = true;
  async function rollback() {
    if (!open) return;
    open = false;
    await client.execute("ROLLBACK").catch(() => void 0);
  }
  return {
    async execute(statement) {
      if (!open) throw new Error("the transaction is closed");
      try {
        return await client.execute(statement);
      } catch (error) {
        if (staysInProgress(error)) open = false;
        throw error;
      }
    },
    async commit() {
      if (!open) throw new Error("the transaction is closed");
      try {
        await client.execute("COMMIT");
        open = false;
      } catch (error) {
        await rollback();
        throw error;
      }
    },
    rollback,
    batch: () => Promise.reject(new Error("a transaction takes single statements")),
    executeMultiple: () => Promise.reject(new Error("a transaction takes single statements")),
    close: () => void rollback(),
    get closed() {
      return !open;
    }
  };
}

// lib/server/db.ts
var engineOf = (url) => /^postgres(ql)?:/.test(url) ? "postgresql" : "sqlite";
var db = () => globalState("database", () => openDatabase(env().DATABASE_URL));
function hotReads() {
  const { byClient } = readers();
  const client = db();
  const known = byClient.get(client);
  if (!known) throw new Error("the database client was not made by openDatabase()");
  return known;
}
var readers = () => globalState("hot-reads", () => ({ byClient: /* @__PURE__ */ new WeakMap() }));
async function closeDatabase() {
  await hotReads().close();
  if (engineOf(env().DATABASE_URL) === "sqlite") await db().$queryRawUnsafe("PRAGMA wal_checkpoint(TRUNCATE)");
  await disconnect(db());
}
async function disconnect(client) {
  await readers().byClient.get(client)?.close();
  await client.$disconnect();
}
function openDatabase(url, log2 = []) {
  const client = openClient(url, log2);
  readers().byClient.set(client, openHotReads(url, engineOf(url)));
  return client;
}
function openClient(url, log2) {
  const transactionOptions = { maxWait: 2e4, timeout: 1e4 };
  if (engineOf(url) === "sqlite") {
    return new PrismaClient2({ adapter: new LibSqlImmediate({ url, timeout: 5e3 }), transactionOptions, log: log2 });
  }
  const adapter = new PrismaPg({ connectionString: url, connectionTimeoutMillis: transactionOptions.maxWait });
  return new PrismaClient({ adapter, transactionOptions, log: log2 });
}

// lib/server/registry/signing-key.ts
import { createPrivateKey } from "node:crypto";

// lib/server/actor.ts
var actorName = (actor) => "name" in actor ? actor.name : actor.kind;
var actorId = (actor) => "id" in actor ? actor.id : null;

// lib/server/clock.ts
var clock = () => globalState("clock", () => ({ now: () => /* @__PURE__ */ new Date() }));
var now = () => clock().now();
var nowSeconds = () => Math.floor(now().getTime() / 1e3);

// lib/server/audit/record.ts
async function record(tx, actor, { operation, resource, result, before, after }) {
  await tx.auditEvent.create({
    data: {
      at: now(),
      actorKind: actor.kind,
      actorId: actorId(actor),
      actorName: actorName(actor),
      operation,
      resourceType: resource.type,
      resourceId: resource.id ?? null,
      resource: resource.name,
      projectId: resource.project?.id ?? null,
      projectName: resource.project?.name ?? null,
      result,
      requestId: actor.source?.requestId ?? null,
      address: actor.source?.address ?? null,
      before: before ? JSON.stringify(before) : null,
      after: after ? JSON.stringify(after) : null
    }
  });
}

// lib/server/errors.ts
var Refusal = class extends Error {
  constructor(kind, message, reason, retryAfterSeconds) {
    super(message);
    this.kind = kind;
    this.reason = reason;
    this.retryAfterSeconds = retryAfterSeconds;
  }
  kind;
  reason;
  retryAfterSeconds;
  name = "Refusal";
};
function asRefusal(error) {
  const shaped = error;
  return shaped?.name === "Refusal" && typeof shaped.kind === "string" ? shaped : null;
}
var isUniqueViolation = (error) => prismaCode(error) === "P2002";
var unavailableCodes = /* @__PURE__ */ new Set(["P1001", "P1002", "P1008", "P1017", "P2024", "P2028", "P2034", "P2037"]);
function isDatabaseUnavailable(error) {
  if (unavailableCodes.has(prismaCode(error) ?? "")) return true;
  const text = String(error?.message ?? "");
  return /SQLITE_(BUSY|FULL|IOERR|CANTOPEN|READONLY)|database or disk is full|disk I\/O error|unable to open database|readonly database|ECONNREFUSED|ECONNRESET|Connection terminated|timeout exceeded when trying to connect|Can't reach database|no such table/i.test(
    text
  );
}
var prismaCode = (error) => error?.code;

// lib/server/transaction.ts
async function inTransaction(fn) {
  try {
    return await db().$transaction(fn);
  } catch (error) {
    throw asUnavailable(error);
  }
}
function asUnavailable(error) {
  if (!isDatabaseUnavailable(error)) return error;
  const refusal = new Refusal(
    "unavailable",
    "the database cannot be reached or written at the moment; nothing was changed"
  );
  refusal.cause = error;
  return refusal;
}

// lib/server/registry/seal.ts
import { createCipheriv, createDecipheriv, randomBytes as randomBytes2 } from "node:crypto";

// lib/server/secret-key.ts
import { hkdfSync, randomBytes } from "node:crypto";
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path4 from "node:path";
function derivedKey(purpose) {
  const { master } = globalState("secret-key", () => ({ master: env().SECRET_KEY ?? generatedKey() }));
  return Buffer.from(hkdfSync("sha256", master, "robot-console", purpose, 32));
}
function generatedKey() {
  const file = path4.join(env().DATA_DIR, "secret.key");
  if (!existsSync(file)) makeKey(file);
  const key2 = readFileSync(file, "utf8").trim();
  if (key2.length < 32) throw new Error(`${file} is damaged: restore it from a backup (SECRET_KEY)`);
  return key2;
}
function makeKey(file) {
  mkdirSync(path4.dirname(file), { recursive: true, mode: 448 });
  const draft = `${file}.${randomBytes(6).toString("hex")}`;
  try {
    writeFileSync(draft, `${randomBytes(48).toString("base64url")}
`, { mode: 384 });
    linkSync(draft, file);
  } catch (error) {
    if (error.code !== "EEXIST") throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

// lib/server/registry/seal.ts
var algorithm = "aes-256-gcm";
function unseal(text, kid) {
  const [, nonce, tag, sealed] = text.split(".").map((part) => Buffer.from(part, "base64url"));
  try {
    const cipher = createDecipheriv(algorithm, derivedKey("signing-keys"), nonce, { authTagLength: 16 });
    cipher.setAAD(Buffer.from(kid)).setAuthTag(tag);
    return cipher.update(sealed, void 0, "utf8") + cipher.final("utf8");
  } catch (cause) {
    const where = "SECRET_KEY (or secret.key in DATA_DIR) is not the one this database was set up with";
    throw new Error(`${where}: restore the old one, since the registry's signing key cannot be read without it.`, {
      cause
    });
  }
}

// lib/server/registry/der.ts
function element(tag, ...parts) {
  const content = Buffer.concat(parts);
  return Buffer.concat([Buffer.from([tag]), length(content.length), content]);
}
function length(bytes) {
  if (bytes < 128) return Buffer.from([bytes]);
  const hex = bytes.toString(16);
  const digits = Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, "hex");
  return Buffer.concat([Buffer.from([128 | digits.length]), digits]);
}
var sequence = (...parts) => element(48, ...parts);
function objectId(dotted) {
  const [first2 = 0, second = 0, ...rest] = dotted.split(".").map(Number);
  return element(6, Buffer.from([first2 * 40 + second, ...rest.flatMap(base128)]));
}
function base128(value) {
  const bytes = [value & 127];
  for (let left = value >>> 7; left > 0; left >>>= 7) bytes.unshift(128 | left & 127);
  return bytes;
}

// lib/server/registry/self-signed-certificate.ts
var ecdsaWithSha256 = sequence(objectId("1.2.840.10045.4.3.2"));
var commonName = objectId("2.5.4.3");
var keyUsage = objectId("2.5.29.15");
var basicConstraints = objectId("2.5.29.19");

// lib/server/registry/published-keys.ts
import { X509Certificate } from "node:crypto";
var activeKey = "signing_key";
var graceMs = 12e4;
var tokenLifeMs = maxTokenMinutes * 6e4;
var endOfTokens = (retiredAt) => new Date(retiredAt.getTime() + tokenLifeMs + graceMs);
async function allKeys(tx) {
  const active = await tx.setting.findUnique({ where: { key: activeKey } });
  const select = { kid: true, createdAt: true, retiredAt: true, certificate: true };
  const rows = await tx.signingKey.findMany({ orderBy: { id: "asc" }, select });
  return rows.map((row) => ({
    ...row,
    state: row.kid === active?.value ? "active" : row.retiredAt ? "retired" : "next",
    publishedUntil: row.retiredAt && endOfTokens(row.retiredAt)
  }));
}
var isGone = ({ publishedUntil }) => publishedUntil !== null && publishedUntil <= now();
var publishedKeys = async () => (await allKeys(db())).filter((key2) => !isGone(key2));
async function certificateBundle() {
  return (await publishedKeys()).map(({ certificate }) => certificate).join("");
}
async function jsonWebKeySet() {
  const keys3 = (await publishedKeys()).map(({ kid, certificate }) => {
    const { kty, crv, x, y } = new X509Certificate(certificate).publicKey.export({ format: "jwk" });
    return { kty, crv, x, y, use: "sig", alg: "ES256", kid };
  });
  return `${JSON.stringify({ keys: keys3 }, null, 2)}
`;
}

// lib/server/registry/signing-key.ts
var lookAgainMs = 5e3;
function signingKey() {
  const state2 = globalState("signing-key", () => ({ lookedAt: 0 }));
  const at = now().getTime();
  if (state2.key && Math.abs(at - state2.lookedAt) < lookAgainMs) return state2.key;
  const key2 = readKey(state2.key).then((found) => found ?? Promise.reject(new Error("there is no signing key yet")));
  Object.assign(state2, { key: key2, lookedAt: at });
  key2.catch(() => state2.key === key2 && delete state2.key);
  return key2;
}
async function readKey(known) {
  const active = await db().setting.findUnique({ where: { key: activeKey } });
  if (!active) return null;
  const present = await known?.catch(() => void 0);
  if (present?.kid === active.value) return present;
  const row = await db().signingKey.findUnique({ where: { kid: active.value } });
  return row && openKey(row);
}
var openKey = ({ kid, privateKey }) => ({
  kid,
  privateKey: createPrivateKey(unseal(privateKey, kid))
});

// lib/server/schema-state.ts
import path6 from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import Database2 from "libsql";
import pg3 from "pg";

// lib/server/migrate.ts
import { createHash, randomUUID } from "node:crypto";
import { closeSync, openSync, readdirSync, readFileSync as readFileSync2 } from "node:fs";
import path5 from "node:path";
import { createClient } from "@libsql/client";
import pg2 from "pg";
function readMigrations(directory) {
  const folders = readdirSync(directory, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return folders.map(({ name }) => name).sort().map((name) => {
    const sql2 = readFileSync2(path5.join(directory, name, "migration.sql"), "utf8");
    return { name, sql: sql2, checksum: createHash("sha256").update(sql2).digest("hex") };
  });
}
function outstanding(migrations, applied) {
  const failed = applied.find((row) => !row.finished_at && !row.rolled_back_at);
  if (failed) throw new Error(`migration ${failed.migration_name} failed earlier: resolve it before starting again`);
  const checksums = new Map(applied.filter((row) => row.finished_at).map((row) => [row.migration_name, row.checksum]));
  const edited = migrations.find(({ name, checksum: checksum2 }) => checksums.has(name) && checksums.get(name) !== checksum2);
  if (edited) throw new Error(`migration ${edited.name} was edited after it was applied`);
  return migrations.filter(({ name }) => !checksums.has(name));
}
var selectApplied = "SELECT migration_name, checksum, finished_at, rolled_back_at FROM _prisma_migrations";

// lib/server/schema-state.ts
var committed = () => path6.join(process.cwd(), "prisma/migrations");
async function schemaState(url, directory = committed()) {
  const migrations = readMigrations(path6.join(directory, engineOf(url)));
  const applied = await (engineOf(url) === "postgresql" ? appliedPostgres(url) : appliedSqlite(url));
  if (!applied) return { kind: "missing", missing: "it is empty" };
  const known = new Set(migrations.map(({ name }) => name));
  const unknown = applied.find(({ migration_name: name, finished_at: finished }) => finished && !known.has(name));
  if (unknown) throw new Error(`it was set up by another version, with the migration ${unknown.migration_name}`);
  const [next] = outstanding(migrations, applied);
  return next ? { kind: "missing", missing: `it lacks the migration ${next.name}` } : { kind: "ready" };
}
async function waitForSchema(url, waiting, patienceMs5) {
  const deadline = Date.now() + patienceMs5;
  for (let told = false; ; await delay(200)) {
    const state2 = await schemaState(url);
    if (state2.kind === "ready") return;
    if (!told) waiting(state2.missing);
    told = true;
    if (Date.now() > deadline) throw new Error(`${state2.missing}: start the console first, which sets it up`);
  }
}
async function appliedPostgres(url) {
  const client = new pg3.Client({ connectionString: url, connectionTimeoutMillis: 5e3 });
  await client.connect();
  try {
    return (await client.query(selectApplied)).rows;
  } catch (error) {
    if (error.code === "42P01") return null;
    throw error;
  } finally {
    await client.end();
  }
}
async function appliedSqlite(url) {
  let database;
  try {
    database = new Database2(`${url.replace(/\?.*$/, "")}?mode=ro`);
    return database.prepare(selectApplied).all([]);
  } catch (error) {
    if (/ConnectionFailed|no such table/.test(error.message)) return null;
    throw error;
  } finally {
    database?.close();
  }
}

// lib/server/http/broken-requests.ts
import { STATUS_CODES } from "node:http";

// lib/server/http/error-body.ts
var statuses = {
  unauthorized: { status: 401, code: "UNAUTHORIZED" },
  forbidden: { status: 403, code: "FORBIDDEN" },
  "not-found": { status: 404, code: "NOT_FOUND" },
  conflict: { status: 409, code: "CONFLICT" },
  stale: { status: 409, code: "CONFLICT" },
  invalid: { status: 400, code: "BAD_REQUEST" },
  "too-many-requests": { status: 429, code: "TOO_MANY_REQUEST" },
  unavailable: { status: 503, code: "UNKNOWN" }
};
var deniedReasons = /* @__PURE__ */ new Set(["robot-legacy", "robot-beyond-creator"]);
var ApiError = class extends Error {
  constructor(status, code, message) {
    super(message);
    this.status = status;
    this.code = code;
  }
  status;
  code;
  name = "ApiError";
};
function toWireError(thrown) {
  if (thrown?.name === "ApiError") {
    const { status, code, message: message2 } = thrown;
    return { status, code, message: message2, isFault: false };
  }
  const refusal = asRefusal(asUnavailable(thrown));
  if (!refusal) return { status: 500, code: "UNKNOWN", message: "internal server error", isFault: true };
  const { kind, message, reason, retryAfterSeconds } = refusal;
  const denied = kind === "forbidden" && deniedReasons.has(reason) ? { code: "DENIED" } : {};
  const isFault = kind === "unavailable" && retryAfterSeconds === void 0;
  return { ...statuses[kind], ...denied, message, retryAfterSeconds, isFault };
}
var errorBody = ({ code, message }) => `${JSON.stringify({ errors: [{ code, message }] })}
`;

// lib/server/http/broken-requests.ts
var patienceMs = 2e3;
var answers = {
  HPE_HEADER_OVERFLOW: {
    status: 431,
    code: "REQUEST_HEADER_FIELDS_TOO_LARGE",
    message: "the address and the headers of the request are too large"
  },
  HPE_CHUNK_EXTENSIONS_OVERFLOW: {
    status: 413,
    code: "REQUEST_ENTITY_TOO_LARGE",
    message: "the request body is too large"
  },
  ERR_HTTP_REQUEST_TIMEOUT: { status: 408, code: "REQUEST_TIMEOUT", message: "the request took too long to arrive" }
};
var malformed = { status: 400, code: "BAD_REQUEST", message: "the request is not valid HTTP" };
function answerBrokenRequests(server) {
  server.on("clientError", ({ code = "" }, socket) => {
    if (socket.writableEnded) return;
    if (code === "ECONNRESET" || !socket.writable || isAnswering(socket)) return void socket.destroy();
    const error = answers[code] ?? malformed;
    const body = errorBody(error);
    const head = [
      `HTTP/1.1 ${error.status} ${STATUS_CODES[error.status]}`,
      "Connection: close",
      "Content-Type: application/json; charset=utf-8",
      "X-Content-Type-Options: nosniff",
      "Cache-Control: no-store",
      `Content-Length: ${Buffer.byteLength(body)}`
    ];
    socket.on("error", () => socket.destroy());
    socket.end(`${head.join("\r\n")}\r
\r
${body}`);
    socket.resume();
    setTimeout(() => socket.destroy(), patienceMs).unref();
  });
}
var isAnswering = (socket) => socket._httpMessage?.headersSent === true;

// lib/server/http/security-headers.ts
function contentSecurityPolicy(nonce, { development }) {
  return directives({
    "default-src": "'self'",
    "script-src": `'nonce-${nonce}' 'strict-dynamic'${development ? " 'unsafe-eval'" : ""}`,
    // The development server's own overlay puts style elements into the page.
    "style-src": development ? "'self' 'unsafe-inline'" : `'self' 'nonce-${nonce}'`,
    "style-src-attr": "'unsafe-inline'",
    "img-src": "'self' data:",
    "font-src": "'self' data:",
    "connect-src": development ? "'self' ws:" : "'self'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
    "base-uri": "'none'",
    "object-src": "'none'"
  });
}
var machinePolicy = "default-src 'none'; frame-ancestors 'none'";
var directives = (policy) => Object.entries(policy).map(([name, sources]) => `${name} ${sources}`).join("; ");
var securityHeaders = ({ https }) => ({
  "X-Content-Type-Options": "nosniff",
  "X-Frame-Options": "DENY",
  "Referrer-Policy": "same-origin",
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Resource-Policy": "same-origin",
  "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
  ...https ? { "Strict-Transport-Security": "max-age=31536000" } : {}
});

// lib/server/http/respond.ts
async function answer(call, run2) {
  const { response, received } = call;
  response.setHeader("Content-Security-Policy", machinePolicy);
  try {
    await run2(call);
  } catch (error) {
    const wire = toWireError(error);
    if (wire.isFault) log().error({ err: error, ...received.source }, "a request failed");
    if (response.headersSent) return void response.destroy();
    if (wire.retryAfterSeconds !== void 0) response.setHeader("Retry-After", wire.retryAfterSeconds);
    send(call, wire.status, errorBody(wire));
  }
}
function dispatch(endpoint, { request, response }) {
  const method = request.method ?? "";
  if (Object.hasOwn(endpoint, method)) return endpoint[method];
  response.setHeader("Allow", Object.keys(endpoint).join(", "));
  return refuse(405, "METHOD_NOT_ALLOWED", "method not allowed");
}
var refuse = (status, code, message) => () => {
  throw new ApiError(status, code, message);
};
function send({ request, response }, status, body, type = "application/json; charset=utf-8") {
  response.writeHead(status, { "Content-Type": type, "Content-Length": Buffer.byteLength(body) });
  response.end(request.method === "HEAD" ? void 0 : body);
}

// lib/server/http/certificate-endpoint.ts
var sendBundle = async (call) => {
  send(call, 200, await certificateBundle(), "application/x-pem-file");
};
var sendKeySet = async (call) => {
  send(call, 200, await jsonWebKeySet(), "application/jwk-set+json");
};
var certificateEndpoint = { GET: sendBundle, HEAD: sendBundle };
var jsonWebKeySetEndpoint = { GET: sendKeySet, HEAD: sendKeySet };

// lib/server/http/health-endpoint.ts
var patienceMs2 = 2e3;
var sendHealth = async (call) => {
  const ok = await databaseAnswers();
  send(call, ok ? 200 : 503, JSON.stringify({ status: ok ? "ok" : "unavailable" }));
};
var healthEndpoint = { GET: sendHealth, HEAD: sendHealth };
async function databaseAnswers() {
  let timer;
  const tooLate = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error("the database does not answer in time")), patienceMs2);
  });
  try {
    await Promise.race([db().setting.findFirst({ select: { key: true } }), tooLate]);
    return true;
  } catch (error) {
    log().warn({ err: error }, "the database does not answer");
    return false;
  } finally {
    clearTimeout(timer);
  }
}

// lib/server/http/limit-body.ts
var maxBodyBytes = 12e5;
function limitBody(request) {
  if (!request.headers["content-length"] && !request.headers["transfer-encoding"]) return "fits";
  if (Number(request.headers["content-length"] ?? 0) > maxBodyBytes) return "too-large";
  let received = 0;
  const push = request.push.bind(request);
  request.push = (chunk, encoding) => {
    received += chunk?.length ?? 0;
    if (received <= maxBodyBytes) return push(chunk, encoding);
    request.destroy(new Error("the body is too large"));
    return false;
  };
  return "fits";
}

// lib/server/http/notifications-endpoint.ts
import { createHash as createHash2, timingSafeEqual } from "node:crypto";

// lib/domain/registry-event.ts
import { z as z3 } from "zod";
var maxIdLength = 200;
var maxRepositoryLength = 255;
var repositoryPattern = /^[a-z0-9]+(?:[._/-]+[a-z0-9]+)*$/;
var event = z3.object({
  id: z3.string().min(1).max(maxIdLength),
  action: z3.string(),
  timestamp: z3.string().optional().catch(void 0),
  target: z3.object({
    repository: z3.string().max(maxRepositoryLength).regex(repositoryPattern),
    mediaType: z3.string().optional().catch(void 0),
    digest: z3.string().optional().catch(void 0)
  }),
  request: z3.object({ method: z3.string().optional() }).optional().catch(void 0),
  actor: z3.object({ name: z3.string().min(1).max(300) })
});
var envelope = z3.object({ events: z3.array(z3.looseObject({})) });
function countedEvents(body, nowSeconds2) {
  const parsed = envelope.safeParse(body);
  if (!parsed.success) return null;
  return parsed.data.events.flatMap((each) => {
    const { success, data } = event.safeParse(each);
    const kind = success ? countedAs(data) : null;
    if (!success || !kind || hasControls(data.id + data.actor.name)) return [];
    const { id, actor, target, timestamp } = data;
    return [{ id, kind, actor: actor.name, repository: target.repository, at: timeOf(timestamp, nowSeconds2) }];
  });
}
function countedAs({ action, target, request }) {
  if (target.mediaType === "application/octet-stream") return null;
  if (action === "pull") return request?.method === "HEAD" ? null : "pulls";
  if (action === "push") return "pushes";
  if (action === "delete") return target.digest === void 0 ? null : "deletes";
  return null;
}
function timeOf(timestamp, nowSeconds2) {
  const at = Math.floor(Date.parse(timestamp ?? "") / 1e3);
  return at > 0 && at < nowSeconds2 ? at : nowSeconds2;
}
var hasControls = (text) => new RegExp("\\p{Cc}", "u").test(text);

// lib/domain/usage.ts
var usageDays = 90;
var noCounts = { pulls: 0, pushes: 0, deletes: 0 };
var dayOf = (seconds2) => new Date(seconds2 * 1e3).toISOString().slice(0, 10);

// lib/server/settings/read.ts
function fixedSettings() {
  const { ROBOT_NAME_PREFIX, ROBOT_TOKEN_DURATION, SESSION_TIMEOUT, TOKEN_EXPIRATION } = env();
  return {
    ...ROBOT_NAME_PREFIX !== void 0 && { robotNamePrefix: ROBOT_NAME_PREFIX },
    ...ROBOT_TOKEN_DURATION !== void 0 && { robotDurationDays: ROBOT_TOKEN_DURATION },
    ...SESSION_TIMEOUT !== void 0 && { sessionTimeoutMinutes: SESSION_TIMEOUT },
    ...TOKEN_EXPIRATION !== void 0 && { tokenExpirationMinutes: TOKEN_EXPIRATION }
  };
}
async function readSettings(tx) {
  return effective(await storedSettings(tx));
}
var effective = (stored) => ({
  ...defaultSettings,
  ...parseStored(stored),
  ...fixedSettings()
});
async function storedSettings(tx) {
  const rows = await tx.setting.findMany();
  return new Map(rows.map(({ key: key2, value }) => [key2, value]));
}
function parseStored(stored) {
  const parsed = (name) => {
    const text = stored.get(settingKeys[name]);
    if (text === void 0) return {};
    const { success, data } = settingRules[name].safeParse(name === "robotNamePrefix" ? text : Number(text));
    return success ? { [name]: data } : {};
  };
  return {
    ...parsed("robotNamePrefix"),
    ...parsed("robotDurationDays"),
    ...parsed("sessionTimeoutMinutes"),
    ...parsed("tokenExpirationMinutes")
  };
}

// lib/server/usage/clean.ts
var everyMs = 36e5;
var eventDays = 7;
var chunkSize = 1e3;
var secondsPerDay2 = 86400;
var cleaning = () => globalState("usage-cleaning", () => ({ lastAt: 0 }));
function cleanSometimes() {
  const at = now().getTime();
  if (at - cleaning().lastAt < everyMs) return;
  cleaning().lastAt = at;
  void cleanUsage().catch((error) => log().error({ err: error }, "old usage could not be deleted"));
}
async function cleanUsage() {
  const seconds2 = Math.floor(now().getTime() / 1e3);
  const day = dayOf(seconds2 - usageDays * secondsPerDay2);
  await inChunks((tx) => tx.robotUsage.deleteMany({ where: { day: { lt: day } }, limit: chunkSize }));
  const receivedAt = { lt: new Date((seconds2 - eventDays * secondsPerDay2) * 1e3) };
  await inChunks((tx) => tx.registryEvent.deleteMany({ where: { receivedAt }, limit: chunkSize }));
}
async function inChunks(remove) {
  while ((await inTransaction(remove)).count === chunkSize) ;
}

// lib/domain/legacy-claims.ts
import { z as z4 } from "zod";

// lib/domain/access.ts
var accessKey = ({ resource, action }) => `${resource}:${action}`;
function parseAccessKey(key2) {
  const colon = key2.indexOf(":");
  return { resource: key2.slice(0, colon), action: key2.slice(colon + 1) };
}
function encodeAccess(access) {
  const actions = /* @__PURE__ */ new Map();
  for (const { resource, action } of access) {
    const known = actions.get(resource) ?? /* @__PURE__ */ new Set();
    actions.set(resource, known.add(action));
  }
  return [...actions.keys()].sort().map((resource) => `${resource}:${[...actions.get(resource)].sort().join(",")}`).join(";");
}
function decodeAccess(text) {
  if (text === "") return [];
  return text.split(";").flatMap((part) => {
    const { resource, action } = parseAccessKey(part);
    return action.split(",").map((each) => ({ resource, action: each }));
  });
}

// lib/domain/legacy-claims.ts
var legacyPrefix = "robot$";
var legacyIssuer = "harbor-token-defaultIssuer";
var possible = ["repository:pull", "repository:push", "helm-chart:read", "helm-chart-version:create"];
var oldId = z4.number().int().positive().max(Number.MAX_SAFE_INTEGER);
var unixSeconds = z4.number().int().nonnegative().max(Number.MAX_SAFE_INTEGER);
var lastDateSecond = 864e10;
var oldAccess = z4.union([
  z4.object({ resource: z4.string(), action: z4.string(), effect: z4.string().optional() }),
  z4.object({ Resource: z4.string(), Action: z4.string(), Effect: z4.string().optional() }).transform((old) => ({ resource: old.Resource, action: old.Action, effect: old.Effect }))
]).transform(({ resource: path7, action, effect = "" }, context) => {
  const [, projectId = "", resource = ""] = /^\/project\/([1-9]\d{0,14})\/([a-z-]{1,50})$/.exec(path7) ?? [];
  const isPossible = possible.includes(accessKey({ resource, action })) && (effect === "" || effect === "allow");
  if (projectId !== "" && isPossible) return { projectId: Number(projectId), resource, action };
  context.addIssue(`${action.slice(0, 50)} on ${path7.slice(0, 100)} is nothing that a legacy robot account may do`);
  return z4.NEVER;
});
var oldAccessList = z4.array(oldAccess).min(1, "is empty").max(50);
function ownAccess(access, projectId) {
  if (access.some((each) => each.projectId !== projectId)) return null;
  const keys3 = /* @__PURE__ */ new Set(["repository:pull", ...access.map(accessKey)]);
  return possible.filter((key2) => keys3.has(key2)).map(parseAccessKey);
}
var claims = z4.object({
  iss: z4.literal(legacyIssuer),
  id: oldId,
  pid: oldId,
  access: oldAccessList,
  exp: unixSeconds.optional(),
  iat: unixSeconds.max(lastDateSecond).optional()
});
function parseLegacyClaims(payload) {
  const parsed = claims.safeParse(payload);
  if (!parsed.success) return null;
  const { id, pid, exp, iat } = parsed.data;
  const access = ownAccess(parsed.data.access, pid);
  if (!access) return null;
  const issuedAt = iat === void 0 ? null : new Date(iat * 1e3);
  return { robotId: id, projectId: pid, access, expiresAt: exp ?? null, issuedAt };
}

// lib/server/usage/find-actors.ts
var legacyKey = (projectName, account) => `${projectName} ${account}`;
var projectOf = (repository) => repository.split("/")[0];
async function findActors(tx, prefix2, events) {
  const after = (start, name) => name.startsWith(start) ? name.slice(start.length) : null;
  const logins = [...new Set(events.flatMap(({ actor }) => after(prefix2, actor) ?? []))];
  const robots = await tx.robot.findMany({
    where: { loginName: { in: logins } },
    select: { id: true, loginName: true }
  });
  const byLogin = new Map(robots.map(({ id, loginName }) => [loginName, id]));
  const rest = events.filter(({ actor }) => !byLogin.has(after(prefix2, actor)));
  const accounts = [...new Set(rest.flatMap(({ actor }) => after(legacyPrefix, actor) ?? []))];
  const legacy = accounts.length === 0 ? [] : await findLegacy(tx, accounts, rest);
  const byLegacy = new Map(legacy.map(({ id, name, project }) => [legacyKey(project?.name ?? "", name), id]));
  return ({ actor, repository }) => byLogin.get(after(prefix2, actor)) ?? byLegacy.get(legacyKey(projectOf(repository), after(legacyPrefix, actor) ?? ""));
}
var findLegacy = (tx, accounts, events) => tx.robot.findMany({
  where: {
    legacy: true,
    name: { in: accounts },
    project: { name: { in: [...new Set(events.map(({ repository }) => projectOf(repository)))] } }
  },
  select: { id: true, name: true, project: { select: { name: true } } }
});

// lib/server/usage/count-events.ts
var chunkSize2 = 100;
var attempts = 3;
async function countEvents(events) {
  const { robotNamePrefix: robotNamePrefix2 } = await readSettings(db());
  for (let start = 0; start < events.length; start += chunkSize2) {
    const chunk = events.slice(start, start + chunkSize2);
    await repeated(() => inTransaction((tx) => countChunk(tx, robotNamePrefix2, chunk)));
  }
  if (events.length > 0) cleanSometimes();
}
async function repeated(run2) {
  for (let attempt = 1; ; attempt++) {
    try {
      return await run2();
    } catch (error) {
      if (attempt === attempts || !(isUniqueViolation(error) || isOrphan(error))) throw error;
    }
  }
}
var isOrphan = (error) => /foreign key/i.test(String(error.message));
async function countChunk(tx, prefix2, events) {
  const byId = new Map(events.map((event2) => [event2.id, event2]));
  const known = await tx.registryEvent.findMany({ where: { id: { in: [...byId.keys()] } }, select: { id: true } });
  for (const { id } of known) byId.delete(id);
  const fresh = [...byId.values()];
  const robotOf = await findActors(tx, prefix2, fresh);
  const counted = fresh.flatMap((event2) => {
    const robotId = robotOf(event2);
    return robotId === void 0 ? [] : [{ ...event2, robotId }];
  });
  if (counted.length === 0) return;
  const receivedAt = now();
  await tx.registryEvent.createMany({ data: counted.map(({ id }) => ({ id, receivedAt })) });
  await add(tx, sumUp(counted));
}
function sumUp(events) {
  const rows = /* @__PURE__ */ new Map();
  for (const { robotId, at, repository, kind } of events) {
    const day = dayOf(at);
    const key2 = `${robotId} ${day} ${repository}`;
    const row = rows.get(key2) ?? { robotId, day, repository, lastAt: at, ...noCounts };
    row[kind]++;
    row.lastAt = Math.max(row.lastAt, at);
    rows.set(key2, row);
  }
  return [...rows].sort(([one], [other]) => one < other ? -1 : 1).map(([, row]) => row);
}
async function add(tx, rows) {
  const values = rows.map(
    ({ robotId, day, repository, pulls, pushes, deletes, lastAt }) => prismaNamespace_exports2.sql`(${robotId}, ${day}, ${repository}, ${pulls}, ${pushes}, ${deletes}, ${lastAt})`
  );
  const sum = (column) => prismaNamespace_exports2.raw(`"${column}" = "RobotUsage"."${column}" + excluded."${column}"`);
  await tx.$executeRaw`INSERT INTO "RobotUsage"
    ("robotId", "day", "repository", "pulls", "pushes", "deletes", "lastAt") VALUES ${prismaNamespace_exports2.join(values)}
    ON CONFLICT ("robotId", "day", "repository") DO UPDATE SET ${sum("pulls")}, ${sum("pushes")}, ${sum("deletes")},
      "lastAt" = CASE WHEN excluded."lastAt" > "RobotUsage"."lastAt" THEN excluded."lastAt" ELSE "RobotUsage"."lastAt" END`;
}

// lib/server/http/read-body.ts
function readBody(request, maxBytes2) {
  return new Promise((resolve, reject) => {
    const tooLarge = () => reject(new ApiError(413, "REQUEST_ENTITY_TOO_LARGE", "the request body is too large"));
    const cutShort = () => reject(new ApiError(400, "BAD_REQUEST", "the request body is not complete"));
    if (Number(request.headers["content-length"] ?? 0) > maxBytes2) return tooLarge();
    const chunks = [];
    let length2 = 0;
    request.on("data", (chunk) => {
      length2 += chunk.length;
      if (length2 <= maxBytes2) chunks.push(chunk);
      else tooLarge();
    });
    request.once("end", () => resolve(Buffer.concat(chunks)));
    request.once("error", cutShort);
    request.once("close", cutShort);
  });
}

// lib/server/http/notifications-endpoint.ts
var maxBytes = 1e6;
var notificationsEndpoint = {
  POST: async (call) => {
    const { request, response } = call;
    try {
      admit(request.headers.authorization);
      requireJson(request);
      const events = countedEvents(await readJson(request), nowSeconds());
      if (!events) throw new ApiError(400, "BAD_REQUEST", 'the body must be {"events": [...]}');
      await countEvents(events);
      send(call, 200, "{}");
    } catch (error) {
      if (error.status === 401) response.setHeader("WWW-Authenticate", 'Bearer realm="notifications"');
      throw error;
    }
  }
};
function admit(header2) {
  const token = env().NOTIFICATIONS_TOKEN;
  if (token === void 0) {
    throw new ApiError(404, "NOT_FOUND", "notifications are not taken here: NOTIFICATIONS_TOKEN is not set");
  }
  const [, given = ""] = /^bearer +(\S+) *$/i.exec(header2 ?? "") ?? [];
  if (!timingSafeEqual(digest(given), digest(token))) {
    throw new ApiError(401, "UNAUTHORIZED", "the bearer token must be that of NOTIFICATIONS_TOKEN");
  }
}
var digest = (text) => createHash2("sha256").update(text).digest();
function requireJson({ headers }) {
  const [type = ""] = (headers["content-type"] ?? "").split(";");
  const encoding = headers["content-encoding"] ?? "identity";
  const isJson = /^application\/(vnd\.docker\.distribution\.events\.v\d+\+)?json\s*$/i.test(type);
  if (isJson && encoding === "identity") return;
  throw new ApiError(
    415,
    "UNSUPPORTED_MEDIA_TYPE",
    "the body must be application/vnd.docker.distribution.events.v2+json"
  );
}
async function readJson(request) {
  const body = await readBody(request, maxBytes);
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(body));
  } catch {
    throw new ApiError(400, "BAD_REQUEST", "the body is not correct JSON");
  }
}

// lib/server/http/receive.ts
import { randomBytes as randomBytes3, randomUUID as randomUUID2 } from "node:crypto";

// lib/domain/client-name.ts
var maxClientLength = 120;
function clientName(userAgent, clientId) {
  return readable(userAgent ?? "") ?? readable(clientId ?? "");
}
function readable(text) {
  const cleaned = text.slice(0, 1e3).replace(/[\p{C}\p{Z}]+/gu, " ").trim();
  if (cleaned === "") return null;
  const characters = [...cleaned];
  return characters.length <= maxClientLength ? cleaned : `${characters.slice(0, maxClientLength - 1).join("")}\u2026`;
}

// lib/server/http/client-address.ts
import { BlockList, isIP as isIP2 } from "node:net";
function clientAddress(request, trusted) {
  const peer = plain(request.socket.remoteAddress ?? "");
  if (trusted.kind === "none") return peer;
  const chain = [...forwardedFor(request), peer];
  if (trusted.kind === "hops") return chain.at(-1 - trusted.count) ?? chain[0];
  const proxies2 = blockList(trusted.networks);
  return chain.findLast((address) => !contains(proxies2, address)) ?? chain[0];
}
function forwardedFor({ headers }) {
  const entries = [headers["x-forwarded-for"] ?? []].flat().join(",").split(",").map((entry) => plain(entry.trim()));
  const broken = entries.findLastIndex((entry) => isIP2(entry) === 0);
  return entries.slice(broken + 1);
}
var plain = (address) => address.replace(/^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/i, "");
function blockList(networks) {
  const list = new BlockList();
  for (const network2 of networks) {
    const [address = "", bits] = network2.split("/");
    const family = isIP2(address) === 6 ? "ipv6" : "ipv4";
    list.addSubnet(address, bits === void 0 ? family === "ipv6" ? 128 : 32 : Number(bits), family);
  }
  return list;
}
var contains = (list, address) => list.check(address, isIP2(address) === 6 ? "ipv6" : "ipv4");

// lib/server/http/receive.ts
var internal = /^(x-middleware-|x-invoke-|x-now-|x-vercel-|x-next-|x-prerender-|x-nextjs-(data|postponed)$|x-matched-path$|next-resume)/;
function receive(request, response) {
  const asker = { requestId: requestId(request), address: clientAddress(request, env().TRUST_PROXY) };
  response.setHeader("X-Request-Id", asker.requestId);
  for (const [name, value] of place().headers) response.setHeader(name, value);
  const target = request.url ?? "";
  const question = target.indexOf("?");
  const [path7, search] = question < 0 ? [target, ""] : [target.slice(0, question), target.slice(question + 1)];
  if (!isAsset(path7)) response.setHeader("Cache-Control", "no-store");
  logWhenDone(request, response, path7, asker);
  return { path: path7, search, source: { ...asker, client: clientName(request.headers["user-agent"]) } };
}
function introduce(request, response, { path: path7, search, source }) {
  for (const name of Object.keys(request.headers)) if (internal.test(name)) delete request.headers[name];
  const { external, surroundings } = place();
  const nonce = randomBytes3(16).toString("base64");
  const policy = contentSecurityPolicy(nonce, surroundings);
  response.setHeader("Content-Security-Policy", policy);
  Object.assign(request.headers, {
    // Next compares the Origin of an action with these, and builds its addresses from them.
    host: external.host,
    "x-forwarded-host": external.host,
    "x-forwarded-proto": external.protocol.slice(0, -1),
    "x-forwarded-for": source.address,
    "x-request-id": source.requestId,
    "x-real-client": source.address,
    "x-path": search === "" ? path7 : request.url ?? "",
    "x-nonce": nonce,
    "content-security-policy": policy
  });
  delete request.headers["x-forwarded-port"];
  delete request.headers["forwarded"];
}
function place() {
  const state2 = globalState("place", () => ({}));
  const environment = env();
  if (state2.known?.environment === environment) return state2.known;
  const external = new URL(environment.EXTERNAL_URL);
  const surroundings = { https: external.protocol === "https:", development: environment.NODE_ENV === "development" };
  return state2.known = { environment, external, surroundings, headers: Object.entries(securityHeaders(surroundings)) };
}
function requestId({ headers }) {
  const given = headers["x-request-id"];
  return typeof given === "string" && /^[\w.:=+/-]{1,128}$/.test(given) ? given : randomUUID2();
}
var isAsset = (path7) => path7.startsWith("/_next/static/") || /^\/[\w./-]+\.(svg|ico|png|txt|woff2|webmanifest)$/.test(path7);
function logWhenDone({ method }, response, path7, asker) {
  const started = performance.now();
  response.once("close", () => {
    const durationMs = Math.round(performance.now() - started);
    const line = { ...asker, method, path: path7.slice(0, 500), status: response.statusCode, durationMs };
    const quiet2 = path7 === "/healthz" || isAsset(path7);
    accessLog()[quiet2 ? "debug" : "info"](response.writableFinished ? line : { ...line, aborted: true }, "request");
  });
}

// lib/server/settings/current.ts
async function currentSettings() {
  const state2 = globalState("current-settings", () => ({}));
  const [text, environment] = [await hotReads().settings(), env()];
  if (state2.known?.text !== text || state2.known.environment !== environment) {
    const stored = new Map(JSON.parse(text));
    state2.known = { text, environment, settings: Object.freeze(effective(stored)) };
  }
  return state2.known.settings;
}

// lib/server/usage/write-uses.ts
async function writeUses(robots) {
  if (robots.length === 0) return;
  const ofRobots = robots.map(([id, { use }]) => [id, use]);
  const ofSecrets = robots.flatMap(([, { secrets }]) => [...secrets]);
  await inTransaction(async (tx) => {
    await write(tx, "Robot", ofRobots);
    if (ofSecrets.length > 0) await write(tx, "RobotSecret", ofSecrets);
  });
}
async function write(tx, table, rows) {
  const values = [...rows].sort(([one], [other]) => one - other).map(
    ([id, { at, address, client }]) => prismaNamespace_exports2.sql`(CAST(${id} AS INTEGER), CAST(${at} AS BIGINT), CAST(${address} AS TEXT), CAST(${client} AS TEXT))`
  );
  const target = prismaNamespace_exports2.raw(`"${table}"`);
  await tx.$executeRaw`UPDATE ${target}
    SET "lastUsedAt" = "used"."column2", "lastUsedAddress" = "used"."column3", "lastUsedClient" = "used"."column4"
    FROM (VALUES ${prismaNamespace_exports2.join(values)}) AS "used"
    WHERE ${target}."id" = "used"."column1" AND ${target}."lastUsedAt" <= "used"."column2"`;
}

// lib/server/usage/note-use.ts
var writeEveryMs = 6e4;
var writeSoonMs = 2e3;
var retryMs = 1e4;
var maxWaiting = 1e5;
var chunkSize3 = 500;
var uses = () => globalState("uses", () => ({
  waiting: /* @__PURE__ */ new Map(),
  writtenAt: /* @__PURE__ */ new Map(),
  writing: Promise.resolve(),
  isFull: false
}));
function noteUse(caller) {
  if (caller?.kind !== "robot") return;
  const { waiting, writtenAt } = uses();
  const use = { at: Math.floor(now().getTime() / 1e3), ...whence(caller) };
  const known = waiting.get(caller.id);
  if (!known && isFull()) return;
  const secrets = known?.secrets ?? /* @__PURE__ */ new Map();
  if (caller.secretId !== void 0) secrets.set(caller.secretId, use);
  waiting.set(caller.id, { use, secrets });
  if (!known) wakeAt(Math.max(now().getTime() + writeSoonMs, (writtenAt.get(caller.id) ?? 0) + writeEveryMs));
}
function flushUses(which = "due") {
  const state2 = uses();
  state2.writing = state2.writing.then(() => writeWaiting(which)).then(() => scheduleRest());
  return state2.writing;
}
var whence = ({ source }) => ({
  address: source?.address ?? null,
  client: source?.client ?? null
});
function isFull() {
  const state2 = uses();
  const full = state2.waiting.size >= maxWaiting;
  if (full && !state2.isFull) log().error({ waiting: maxWaiting }, "too many uses of robot accounts wait to be written");
  state2.isFull = full;
  return full;
}
async function writeWaiting(which) {
  const { waiting, writtenAt } = uses();
  const at = now().getTime();
  for (const [id, written] of writtenAt) if (written + writeEveryMs <= at) writtenAt.delete(id);
  const due = [...waiting].filter(([id]) => which === "all" || !writtenAt.has(id));
  for (let start = 0; start < due.length; start += chunkSize3) {
    const chunk = due.slice(start, start + chunkSize3);
    try {
      await writeUses(chunk);
    } catch (error) {
      log().error({ err: error, waiting: waiting.size }, "uses of robot accounts could not be written");
      return;
    }
    for (const [id, written] of chunk) {
      writtenAt.set(id, at);
      if (waiting.get(id) === written) waiting.delete(id);
    }
  }
}
function scheduleRest() {
  const { waiting, writtenAt } = uses();
  if (waiting.size === 0) return;
  const at = now().getTime();
  const earliest = [...waiting.keys()].reduce((soonest, id) => {
    const written = writtenAt.get(id);
    return Math.min(soonest, written === void 0 ? at + retryMs : written + writeEveryMs);
  }, Infinity);
  wakeAt(Math.max(earliest, at + writeSoonMs));
}
function wakeAt(at) {
  const state2 = uses();
  if (state2.timer && state2.timer.at <= at) return;
  clearTimeout(state2.timer?.handle);
  const handle2 = setTimeout(() => {
    state2.timer = void 0;
    void flushUses();
  }, at - now().getTime());
  handle2.unref();
  state2.timer = { at, handle: handle2 };
}

// lib/server/users/authenticate.ts
import { createHmac, randomBytes as randomBytes5 } from "node:crypto";

// lib/domain/user-schema.ts
import { z as z5 } from "zod";
var userNamePattern = /^[A-Za-z0-9](?:[A-Za-z0-9._@-]*[A-Za-z0-9])?$/;
var maxUserNameLength = 255;
var maxRealNameLength = 255;
var userName = z5.string().max(maxUserNameLength, "username").regex(userNamePattern, "username");
var newPassword = z5.string().refine(isTypableSecret, "password");
var createUserInput = z5.object({
  username: userName,
  /** None = generate one. */
  password: newPassword.optional(),
  realName: z5.string().trim().max(maxRealNameLength, "realName").default(""),
  isAdmin: z5.boolean().default(false)
});
var userId = z5.number().int().positive();
var setUserAdminInput = z5.object({ id: userId, isAdmin: z5.boolean() });
var setUserDisabledInput = z5.object({ id: userId, disabled: z5.boolean() });
var resetPasswordInput = z5.object({ id: userId, password: newPassword.optional() });
var removeUserInput = z5.object({ id: userId });
var sameTwice = ({ password, confirmation }) => password === confirmation;
var mismatch = { path: ["confirmation"], message: "passwordMismatch" };
var chosenPasswordForm = z5.object({ password: newPassword, confirmation: z5.string() }).refine(sameTwice, mismatch);
var newUserForm = z5.object({
  username: userName,
  realName: z5.string().max(maxRealNameLength, "realName"),
  isAdmin: z5.boolean()
});
var presentPassword = z5.string().min(1, "present").max(1024, "present");
var changePasswordInput = z5.object({ present: presentPassword, password: newPassword }).refine(({ present, password }) => present !== password, { path: ["password"], message: "passwordSame" });
var changePasswordForm = z5.object({ present: presentPassword, password: newPassword, confirmation: z5.string() }).refine(sameTwice, mismatch).refine(({ present, password }) => present !== password, { path: ["password"], message: "passwordSame" });
var credentials = z5.object({
  username: z5.string().min(1).max(maxUserNameLength),
  password: z5.string().min(1).max(1024)
});

// lib/server/audit/record-denial.ts
import { RateLimiterMemory } from "rate-limiter-flexible";
var limiter = () => globalState("denial-limiter", () => new RateLimiterMemory({ points: 20, duration: 60 }));
async function recordDenial(actor, entry) {
  try {
    await limiter().consume(`${actor.kind}:${actorName(actor)}:${actor.source?.address ?? ""}`);
  } catch {
    return;
  }
  try {
    await inTransaction((tx) => record(tx, actor, entry));
  } catch (error) {
    log().error({ err: error, operation: entry.operation }, "a refused attempt could not be recorded");
  }
}

// lib/server/secret.ts
import { createHash as createHash3, randomBytes as randomBytes4, timingSafeEqual as timingSafeEqual2 } from "node:crypto";
import { crc32 } from "node:zlib";
import { hash as argon2Hash, verify as argon2Verify } from "@node-rs/argon2";

// lib/server/slow-hash.ts
var maxRunning = 2;
var maxWaiting2 = 64;
var places = maxRunning + maxWaiting2;
var turns = () => globalState("slow-hashes", () => ({ running: 0, waiting: [] }));
async function inTurn(fn) {
  const state2 = turns();
  if (state2.running < maxRunning) state2.running++;
  else {
    if (state2.waiting.length >= maxWaiting2) throw new Refusal("unavailable", "too many sign-ins at once", void 0, 1);
    await new Promise((go) => state2.waiting.push(go));
  }
  try {
    return await fn();
  } finally {
    const next = state2.waiting.shift();
    if (next) next();
    else state2.running--;
  }
}

// lib/server/secret.ts
var alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
var prefix = "hrb_";
var randomLength = 30;
var checksumLength = 6;
function checksum(random) {
  let value = crc32(random);
  let text = "";
  for (let place2 = 0; place2 < checksumLength; place2++) {
    text = alphabet[value % 62] + text;
    value = Math.floor(value / 62);
  }
  return text;
}
function isGeneratedSecret(secret) {
  if (!secret.startsWith(prefix) || secret.length !== prefix.length + randomLength + checksumLength) return false;
  const random = secret.slice(prefix.length, prefix.length + randomLength);
  return secret === prefix + random + checksum(random);
}
var sha256 = (text) => createHash3("sha256").update(text).digest();
async function hashChosen(secret) {
  const hash = await inTurn(() => argon2Hash(secret, { memoryCost: 19456, timeCost: 2, parallelism: 1 }));
  return { scheme: "argon2id", hash };
}
async function matches(secret, stored) {
  if (stored.scheme === "sha256") return equalDigests(sha256(secret), Buffer.from(stored.hash, "base64"));
  if (stored.scheme === "argon2id") return argon2Verify(stored.hash, secret).catch(() => false);
  return false;
}
function indexOfGenerated(secret, stored) {
  const digest2 = sha256(secret);
  return stored.map(({ hash }) => equalDigests(digest2, Buffer.from(hash, "base64"))).indexOf(true);
}
var equalDigests = (one, other) => one.length === other.length && timingSafeEqual2(one, other);

// lib/server/users/throttle.ts
import { RateLimiterMemory as RateLimiterMemory2 } from "rate-limiter-flexible";
import { isIPv6 } from "node:net";
var windowSeconds = 300;
var byName = () => globalState("sign-in-by-name", () => new RateLimiterMemory2({ points: 5, duration: windowSeconds }));
var byAddress = () => globalState("sign-in-by-address", () => new RateLimiterMemory2({ points: 50, duration: windowSeconds }));
async function countAttempt(username, address) {
  const { place: place2, name } = keys(username, address);
  try {
    await byAddress().consume(place2);
    await byName().consume(name);
  } catch (error) {
    const { msBeforeNext } = error;
    throw new Refusal("too-many-requests", "too many failed attempts", void 0, Math.ceil(msBeforeNext / 1e3));
  }
  return async () => {
    await Promise.all([byAddress().reward(place2), byName().delete(name)]);
  };
}
async function takeBack(username, address) {
  const { place: place2, name } = keys(username, address);
  await Promise.all([byAddress().reward(place2), byName().reward(name)]);
}
function keys(username, address) {
  const place2 = network(address);
  return { place: place2, name: `${place2} ${username}` };
}
function network(address = "") {
  if (!isIPv6(address) || address.includes(".")) return address;
  const [head = "", tail = ""] = address.split("::");
  const groups = head === "" ? [] : head.split(":");
  const rest = tail === "" ? [] : tail.split(":");
  return [...groups, ...Array(Math.max(0, 8 - groups.length - rest.length)).fill("0"), ...rest].slice(0, 4).join(":");
}

// lib/server/users/authenticate.ts
async function authenticateUser(attempt) {
  const { running } = globalState("sign-ins", () => ({ running: /* @__PURE__ */ new Map() }));
  const key2 = fingerprint(attempt);
  const same = running.get(key2);
  if (same) return same;
  const verdict2 = judge(attempt).finally(() => running.delete(key2));
  running.set(key2, verdict2);
  return verdict2;
}
async function judge({ username, password, source }) {
  const forgive = await countAttempt(username, source.address).catch(async (error) => {
    if (asRefusal(error)) await recordFailure(username, source, true);
    throw error;
  });
  const user = await verify(username, password).catch(async (error) => {
    await takeBack(username, source.address);
    throw error;
  });
  if (user) await forgive();
  else await recordFailure(username, source, false);
  return user;
}
async function verify(username, password) {
  const [user, decoy] = await Promise.all([findUser(username), decoyHash()]);
  const right = await inTurn(() => matches(password, { scheme: "argon2id", hash: user?.passwordHash || decoy }));
  if (!user || !right || user.disabled) return null;
  return { id: user.id, name: user.username };
}
async function findUser(username) {
  if (!userName.safeParse(username).success) return null;
  const select = { id: true, username: true, passwordHash: true, disabled: true };
  return db().user.findUnique({ where: { username }, select });
}
function decoyHash() {
  const known = globalState("decoy-hash", () => ({}));
  known.hash ??= hashChosen(randomBytes5(24).toString("base64")).then(({ hash }) => hash);
  known.hash.catch(() => delete known.hash);
  return known.hash;
}
function fingerprint({ username, password, source }) {
  const text = JSON.stringify([source.address ?? "", username, password]);
  return createHmac("sha256", derivedKey("credential-cache")).update(text).digest("base64");
}
async function recordFailure(username, source, throttled) {
  const name = userName.safeParse(username).success ? username : "(no user name)";
  await recordDenial(
    { kind: "anonymous", source },
    { operation: "user.sign-in", resource: { type: "user", name }, result: "failure", after: { throttled } }
  );
}

// lib/server/auth/robot-throttle.ts
import { RateLimiterMemory as RateLimiterMemory3 } from "rate-limiter-flexible";
var windowSeconds2 = 60;
var limiters = () => globalState("robot-throttle", () => ({
  /** Failures at one robot from one place: from elsewhere the right secret keeps working. */
  byName: new RateLimiterMemory3({ points: 10, duration: windowSeconds2 }),
  /** Failures from one place at whatever robots. */
  byAddress: new RateLimiterMemory3({ points: 100, duration: windowSeconds2 })
}));
var keys2 = (username, { address }) => {
  const place2 = network(address);
  return { name: `${place2} ${username}`, place: place2 };
};
async function refuseIfThrottled(username, source) {
  const { byName: byName2, byAddress: byAddress2 } = limiters();
  const { name, place: place2 } = keys2(username, source);
  const [named2, placed] = await Promise.all([byName2.get(name), byAddress2.get(place2)]);
  if (named2 && named2.consumedPoints >= byName2.points) throw tooMany(named2);
  if (placed && placed.consumedPoints >= byAddress2.points) throw tooMany(placed);
}
async function countFailure(username, source) {
  const { byName: byName2, byAddress: byAddress2 } = limiters();
  const { name, place: place2 } = keys2(username, source);
  const [named2] = await Promise.all([byName2.penalty(name), byAddress2.penalty(place2)]);
  if (named2.consumedPoints > byName2.points) throw tooMany(named2);
}
var tooMany = ({ msBeforeNext }) => new Refusal("too-many-requests", "too many failed attempts", void 0, Math.max(1, Math.ceil(msBeforeNext / 1e3)));

// lib/server/auth/robot-verdict.ts
var signInFields = {
  id: true,
  loginName: true,
  disabled: true,
  expiresAt: true,
  project: { select: { id: true, name: true } },
  secrets: { select: { id: true, hash: true, scheme: true, expiresAt: true } },
  grants: { select: { scope: true, projectId: true, access: true } }
};
async function verdict(robot, secretId, { username, source }) {
  const reason = refusalReason(robot, secretId !== null);
  if (robot && secretId !== null && reason === null) return { ...toActor(robot, username, source), secretId };
  await countFailure(username, source);
  await recordRefusal(robot, username, source, reason ?? "unknown");
  return null;
}
function refusalReason(robot, right) {
  if (!robot) return "unknown";
  if (!right) return "wrong-secret";
  if (robot.disabled) return "disabled";
  return isExpired(seconds(robot), nowSeconds()) ? "expired" : null;
}
var seconds = ({ expiresAt }) => expiresAt === null ? null : Number(expiresAt);
function toActor(robot, name, source) {
  return { kind: "robot", id: robot.id, name, grants: robot.grants.flatMap(toGrant), source, expiresAt: seconds(robot) };
}
function toGrant({ scope, projectId, access }) {
  if (scope === "system" || scope === "all-projects") return [{ scope, access: decodeAccess(access) }];
  return scope === "project" && projectId !== null ? [{ scope, projectId, access: decodeAccess(access) }] : [];
}
async function recordRefusal(robot, username, source, reason) {
  const resource = robot ? { type: "robot", id: robot.id, name: username, project: robot.project ?? void 0 } : { type: "robot", name: "(no robot account)" };
  const entry = { operation: "robot.sign-in", resource, result: "denied", after: { reason } };
  await recordDenial({ kind: "anonymous", source }, entry);
}

// lib/server/auth/verify-chosen.ts
import { createHmac as createHmac2, randomBytes as randomBytes6 } from "node:crypto";
var rememberMs = 6e4;
var maxRemembered = 1e3;
var state = () => globalState("chosen-secrets", () => ({ checks: /* @__PURE__ */ new Map(), remembered: /* @__PURE__ */ new Map() }));
async function verifyChosen(secret, hash, admit2) {
  const { checks, remembered } = state();
  const stored = hash ?? await decoyHash2();
  const key2 = createHmac2("sha256", derivedKey("credential-cache")).update(`${stored}\0${secret}`).digest("base64");
  if ((remembered.get(key2) ?? 0) > Date.now()) return true;
  const same = checks.get(key2);
  if (same) return same;
  const check = inTurn(async () => {
    await admit2();
    const right = await matches(secret, { scheme: "argon2id", hash: stored }) && hash !== void 0;
    if (right) remember(key2);
    return right;
  }).finally(() => checks.delete(key2));
  checks.set(key2, check);
  return check;
}
function remember(key2) {
  const { remembered } = state();
  if (remembered.size >= maxRemembered) remembered.delete(remembered.keys().next().value);
  remembered.delete(key2);
  remembered.set(key2, Date.now() + rememberMs);
}
function decoyHash2() {
  const known = state();
  known.decoy ??= hashChosen(randomBytes6(24).toString("base64")).then(({ hash }) => hash);
  known.decoy.catch(() => delete known.decoy);
  return known.decoy;
}

// lib/server/auth/authenticate-robot.ts
var nobodysSecret = { hash: Buffer.alloc(32).toString("base64") };
async function authenticateRobot(credentials2, settings) {
  const { username, secret, source } = credentials2;
  if (!isGeneratedSecret(secret)) await refuseIfThrottled(username, source);
  const robot = await findByLogin(loginOf(username, settings.robotNamePrefix));
  const secretId = await findSecret(robot, credentials2);
  return verdict(robot, secretId, { username, source });
}
var isRobotLogin = (username, settings) => loginOf(username, settings.robotNamePrefix) !== null;
function loginOf(username, prefix2) {
  return username.startsWith(prefix2) && username.length > prefix2.length ? username.slice(prefix2.length) : null;
}
var findByLogin = (login) => hotReads().robotByLogin(login ?? "");
async function findSecret(robot, { username, secret, source }) {
  const live = robot?.secrets.filter(({ expiresAt }) => expiresAt === null || expiresAt > now()) ?? [];
  if (isGeneratedSecret(secret)) {
    const generated = live.filter(({ scheme }) => scheme === "sha256");
    return idAt(generated, indexOfGenerated(secret, [nobodysSecret, ...generated]) - 1);
  }
  const admit2 = () => refuseIfThrottled(username, source);
  const chosen = live.filter(({ scheme }) => scheme === "argon2id");
  const hashes = chosen.length > 0 ? chosen.map(({ hash }) => hash) : [void 0];
  const compared = await Promise.all(hashes.map((hash) => verifyChosen(secret, hash, admit2)));
  return idAt(chosen, compared.indexOf(true));
}
var idAt = (secrets, index) => secrets[index]?.id ?? null;

// lib/server/auth/basic.ts
var maxLength = 4096;
function parseBasic(header2) {
  const [, encoded] = /^basic +([a-z0-9+/]+={0,2})$/i.exec(header2.trim()) ?? [];
  if (encoded === void 0) return null;
  const text = Buffer.from(encoded, "base64").toString("utf8");
  const colon = text.indexOf(":");
  return colon < 0 ? null : readableBasic(text.slice(0, colon), text.slice(colon + 1));
}
function readableBasic(username, secret) {
  const printable = [...username].every((character) => character >= " " && character !== "\x7F");
  return printable && username.length + secret.length < maxLength ? { username, secret } : null;
}

// lib/domain/registry-scope.ts
var repositoryPattern2 = /^[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*(?:\/[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*)+$/;
var maxRepositoryLength2 = 255;
function parseRegistryScopes(params) {
  const scopes = params.flatMap((param) => param.split(" ")).filter((text) => text !== "");
  const distinct = new Map(scopes.map(parseScope).map((scope) => [JSON.stringify(scope), scope]));
  return [...distinct.values()];
}
function parseScope(text) {
  const [type = "", ...rest] = text.split(":");
  const name = (rest.length > 1 ? rest.slice(0, -1) : rest).join(":");
  if (type === "repository" && isRepository(name)) {
    return { kind: "repository", name, project: name.slice(0, name.indexOf("/")) };
  }
  if (type === "registry" && name === "catalog") return { kind: "catalog" };
  return { kind: "nothing", type, name };
}
var isRepository = (name) => name.length <= maxRepositoryLength2 && repositoryPattern2.test(name);

// lib/server/registry/sign-token.ts
import { randomFillSync, sign } from "node:crypto";
var tokenIssuer = "harbor-token-issuer";
async function signToken({ sub, aud, iat, exp, access }) {
  const { kid, privateKey } = await signingKey();
  const jti = tokenId();
  const claims2 = { iss: tokenIssuer, sub, aud, exp, nbf: iat, iat, jti, access };
  const text = `${header(kid)}.${encode(claims2)}`;
  const signature = sign("sha256", Buffer.from(text), { key: privateKey, dsaEncoding: "ieee-p1363" });
  return `${text}.${signature.toString("base64url")}`;
}
var encode = (value) => Buffer.from(JSON.stringify(value)).toString("base64url");
function header(kid) {
  const state2 = globalState("token-header", () => ({}));
  if (state2.kid !== kid) Object.assign(state2, { kid, text: encode({ typ: "JWT", alg: "ES256", kid }) });
  return state2.text;
}
var idBytes = 12;
function tokenId() {
  const drawn = globalState("token-ids", () => ({ bytes: Buffer.alloc(idBytes * 256), at: idBytes * 256 }));
  if (drawn.at === drawn.bytes.length) {
    randomFillSync(drawn.bytes);
    drawn.at = 0;
  }
  const id = drawn.bytes.toString("base64url", drawn.at, drawn.at + idBytes);
  drawn.at += idBytes;
  return id;
}

// lib/domain/role.ts
var roleIds = { projectAdmin: 1, developer: 2, guest: 3, maintainer: 4, limitedGuest: 5 };
var isRole = (value) => Object.hasOwn(roleIds, value);
var seesRobots = ["robot:list", "robot:read"];
var looksAround = [
  "project:read",
  "quota:read",
  "member:list",
  "member:read",
  "log:list",
  ...seesRobots
];
var rolePermissions = {
  projectAdmin: [
    ...looksAround,
    "project:update",
    "project:delete",
    "robot:create",
    "robot:update",
    "robot:delete",
    "member:create",
    "member:update",
    "member:delete"
  ],
  maintainer: looksAround,
  developer: looksAround,
  guest: looksAround,
  limitedGuest: ["project:read", "quota:read"]
};
var allRepositoryActions = ["pull", "push", "delete"];
var roleRepositoryActions = {
  projectAdmin: allRepositoryActions,
  maintainer: allRepositoryActions,
  developer: ["pull", "push"],
  guest: ["pull"],
  limitedGuest: ["pull"]
};

// lib/domain/grant.ts
function covers(grant, scope) {
  if (scope.kind === "account") return false;
  if (scope.kind === "system") return grant.scope === "system";
  return grant.scope === "all-projects" || grant.scope === "project" && grant.projectId === scope.projectId;
}
var heldIn = (grants, scope) => new Set(grants.filter((grant) => covers(grant, scope)).flatMap(({ access }) => access.map(accessKey)));
function repositoryActions(grants, project) {
  const held = heldIn(grants, project);
  if (project.public || held.has("repository:push")) held.add("repository:pull");
  return allRepositoryActions.filter((action) => held.has(`repository:${action}`));
}
var memberRepositoryActions = (role, project) => {
  if (role === "systemAdmin") return [...allRepositoryActions];
  if (role !== null) return [...roleRepositoryActions[role]];
  return project.public ? ["pull"] : [];
};

// lib/server/registry/token-access.ts
async function accessTo(wanted, caller) {
  const names = wanted.flatMap((scope) => scope.kind === "repository" ? [scope.project] : []);
  const projects = await findProjects([...new Set(names)]);
  const rights = await rightsOf(caller, [...projects.values()]);
  if (!rights) return null;
  return wanted.map((scope) => {
    switch (scope.kind) {
      case "repository": {
        const project = projects.get(scope.project);
        return { type: "repository", name: scope.name, actions: project ? rights.inProject(project) : [] };
      }
      case "catalog":
        return { type: "registry", name: "catalog", actions: rights.catalog ? ["*"] : [] };
      case "nothing":
        return { type: scope.type, name: scope.name, actions: [] };
    }
  });
}
async function findProjects(names) {
  if (names.length === 0) return /* @__PURE__ */ new Map();
  const projects = await hotReads().projects(names);
  return new Map(projects.map(({ id, name, ...rest }) => [name, { kind: "project", projectId: id, ...rest }]));
}
async function rightsOf(caller, projects) {
  if (caller.kind === "user") return userRights(caller.id, projects);
  const grants = caller.kind === "robot" ? caller.grants : [];
  return {
    inProject: (project) => repositoryActions(grants, project),
    catalog: heldIn(grants, { kind: "system" }).has("catalog:read")
  };
}
async function userRights(id, projects) {
  const memberships = {
    where: { projectId: { in: projects.map(({ projectId }) => projectId) } },
    select: { projectId: true, role: true }
  };
  const user = await db().user.findUnique({ where: { id }, select: { isAdmin: true, disabled: true, memberships } });
  if (!user || user.disabled) return null;
  const roleIn = ({ projectId }) => {
    if (user.isAdmin) return "systemAdmin";
    const role = user.memberships.find((membership) => membership.projectId === projectId)?.role;
    return role !== void 0 && isRole(role) ? role : null;
  };
  return { inProject: (project) => memberRepositoryActions(roleIn(project), project), catalog: user.isAdmin };
}

// lib/server/auth/authenticate-legacy-robot.ts
import { createPublicKey as createPublicKey2, randomBytes as randomBytes7 } from "node:crypto";

// lib/server/robots/legacy-key.ts
import { createHash as createHash4, createPublicKey } from "node:crypto";
var legacyScheme = "legacy-rs256";
var idsInfix = (projectId, robotId) => `:${projectId}:${robotId}:`;
function decodeIdentity({ scheme, hash }) {
  const [fingerprint2, projectId, robotId, spki] = hash.split(":");
  if (scheme !== legacyScheme || !fingerprint2 || !spki) return null;
  return { key: { fingerprint: fingerprint2, spki }, projectId: Number(projectId), robotId: Number(robotId) };
}
var maxKeys = 100;
function verificationKey({ spki }) {
  const known = globalState("legacy-keys", () => /* @__PURE__ */ new Map());
  const key2 = known.get(spki) ?? createPublicKey({ key: Buffer.from(spki, "base64"), format: "der", type: "spki" });
  if (known.size >= maxKeys) known.delete(known.keys().next().value);
  known.set(spki, key2);
  return key2;
}

// lib/server/robots/legacy-token.ts
import { decodeJwt, errors, jwtVerify } from "jose";
var longestSecret = 128;
var isLegacyToken = (secret) => secret.length > longestSecret && /^[\w-]+\.[\w-]+\.[\w-]+$/.test(secret);
function claimedIn(token) {
  try {
    return parseLegacyClaims(decodeJwt(token));
  } catch {
    return null;
  }
}
async function verifyLegacyToken(token, key2) {
  try {
    await jwtVerify(token, key2, { algorithms: ["RS256"], currentDate: now() });
    return "right";
  } catch (error) {
    return error.code === errors.JWTExpired.code ? "expired" : "wrong";
  }
}

// lib/server/auth/authenticate-legacy-robot.ts
var isLegacyLogin = ({ username, secret }) => username.startsWith(legacyPrefix) && isLegacyToken(secret);
async function authenticateLegacyRobot(credentials2) {
  const { username, secret } = credentials2;
  const claims2 = claimedIn(secret);
  const candidates = claims2 ? await findByClaims(username.slice(legacyPrefix.length), claims2) : [];
  for (const robot of candidates) {
    const secretId = await findToken(robot, claims2, secret);
    if (secretId !== null) return verdict(robot, secretId, credentials2);
  }
  if (candidates.length === 0) await verifyLegacyToken(secret, decoyKey());
  return verdict(candidates[0] ?? null, null, credentials2);
}
var findByClaims = (account, { projectId, robotId }) => db().robot.findMany({
  where: {
    level: "project",
    name: account,
    legacy: true,
    secrets: { some: { scheme: legacyScheme, hash: { contains: idsInfix(projectId, robotId) } } }
  },
  select: signInFields,
  take: 10
});
async function findToken(robot, claims2, token) {
  const imported = robot.secrets.find((each) => decodeIdentity(each) !== null);
  const identity = imported && decodeIdentity(imported);
  if (!identity || identity.projectId !== claims2.projectId || identity.robotId !== claims2.robotId) return null;
  const signed = await verifyLegacyToken(token, verificationKey(identity.key));
  const granted2 = robot.grants.flatMap(({ access }) => decodeAccess(access));
  if (encodeAccess(granted2) !== encodeAccess(claims2.access)) return null;
  const rowExpired = isExpired(robot.expiresAt === null ? null : Number(robot.expiresAt), nowSeconds());
  return signed === "right" || signed === "expired" && rowExpired ? imported.id : null;
}
var decoyKey = () => globalState("legacy-decoy", () => {
  const modulus = randomBytes7(512);
  modulus[0] |= 128;
  modulus[511] |= 1;
  return createPublicKey2({ key: { kty: "RSA", n: modulus.toString("base64url"), e: "AQAB" }, format: "jwk" });
});

// lib/server/registry/token-caller.ts
async function authenticateCaller(credentials2, source, settings) {
  if (credentials2 === "none") return { kind: "anonymous", source };
  if (credentials2 === null) return null;
  const attempt = { ...credentials2, source };
  if (isLegacyLogin(attempt)) return authenticateLegacyRobot(attempt);
  if (isRobotLogin(attempt.username, settings)) return authenticateRobot(attempt, settings);
  const user = await authenticateUser({ username: attempt.username, password: attempt.secret, source });
  return user && { kind: "user", ...user, source };
}

// lib/server/registry/issue-token.ts
var maxScopes = 100;
async function issueToken({ service, scopes, credentials: credentials2, source }) {
  const audience = env().REGISTRY_SERVICE;
  if (service !== audience) throw new Refusal("invalid", `the parameter service must be ${audience}`);
  const wanted = parseRegistryScopes(scopes);
  if (wanted.length > maxScopes) throw new Refusal("invalid", `at most ${maxScopes} scopes can be asked for at once`);
  const settings = await currentSettings();
  const caller = await authenticateCaller(credentials2, source, settings);
  if (!caller || caller.kind === "anonymous" && wanted.length === 0) throw unauthorized();
  const access = await accessTo(wanted, caller);
  if (!access) throw unauthorized();
  const issuedAt = nowSeconds();
  const end = caller.kind === "robot" ? caller.expiresAt : null;
  const exp = Math.min(issuedAt + settings.tokenExpirationMinutes * 60, end ?? Infinity);
  const sub = caller.kind === "anonymous" ? "" : caller.name;
  const token = await signToken({ sub, aud: audience, iat: issuedAt, exp, access });
  noteUse(caller);
  return { token, expiresIn: exp - issuedAt, issuedAt, access, caller };
}
var unauthorized = () => new Refusal("unauthorized", "authentication required");

// lib/server/http/form.ts
var maxFormBytes = 65536;
function parseForm(text, what) {
  const parts = text.split("&").filter((part) => part !== "");
  return parts.map((part) => {
    const equals = part.indexOf("=");
    const [name, value] = equals < 0 ? [part, ""] : [part.slice(0, equals), part.slice(equals + 1)];
    const decoded = [decode(name), decode(value)];
    if (decoded.includes(null)) throw badlyEncoded(what);
    const [key2, meant] = decoded;
    if (!isPlain(key2) || key2 !== "password" && !isPlain(meant)) throw badlyEncoded(what);
    return [key2, meant];
  });
}
function decode(text) {
  try {
    return decodeURIComponent(text.replaceAll("+", " "));
  } catch {
    return null;
  }
}
var isPlain = (text) => [...text].every((character) => character >= " " && character !== "\x7F");
var badlyEncoded = (what) => new ApiError(400, "BAD_REQUEST", `the ${what} is not correctly encoded`);
async function readForm(request) {
  const { "content-type": type = "", "content-encoding": encoding = "identity" } = request.headers;
  if (!/^application\/x-www-form-urlencoded[ \t]*(;|$)/i.test(type) || encoding !== "identity") {
    throw new ApiError(415, "UNSUPPORTED_MEDIA_TYPE", "the body must be application/x-www-form-urlencoded");
  }
  const body = await readBody(request, maxFormBytes);
  try {
    return parseForm(new TextDecoder("utf-8", { fatal: true }).decode(body), "form");
  } catch (error) {
    if (error instanceof TypeError) throw badlyEncoded("form");
    throw error;
  }
}

// lib/server/http/token-endpoint.ts
var tokenEndpoint = {
  GET: (call) => toldHow(call, async () => {
    const query = parseForm(call.received.search, "query string");
    const header2 = call.request.headers.authorization;
    const issued = await issueFor(call, query, header2 === void 0 ? "none" : parseBasic(header2));
    send(call, 200, JSON.stringify(tokenBody(issued)));
  }),
  POST: (call) => toldHow(call, async () => {
    const form = await readForm(call.request);
    const issued = await issueFor(call, form, passwordOf(form));
    send(call, 200, JSON.stringify({ ...tokenBody(issued), scope: granted(issued.access) }));
  })
};
async function toldHow({ response }, run2) {
  try {
    await run2();
  } catch (error) {
    if (asRefusal(error)?.kind === "unauthorized") response.setHeader("WWW-Authenticate", 'Basic realm="harbor"');
    throw error;
  }
}
var issueFor = (call, form, credentials2) => issueToken({
  service: first(form, "service") ?? null,
  scopes: form.filter(([name]) => name === "scope").map(([, value]) => value),
  credentials: credentials2,
  source: {
    ...call.received.source,
    client: call.received.source.client ?? clientName(void 0, first(form, "client_id"))
  }
});
var first = (form, wanted) => form.find(([name]) => name === wanted)?.[1];
function passwordOf(form) {
  const grant = single(form, "grant_type");
  if (grant === "refresh_token") {
    throw new Refusal("unauthorized", "refresh tokens are not offered: sign in with the name and the secret");
  }
  if (grant !== "password") throw new ApiError(400, "UNSUPPORTED", "the parameter grant_type must be password");
  const [username, password] = [single(form, "username"), single(form, "password")];
  if (username === void 0 || password === void 0) {
    throw new ApiError(400, "BAD_REQUEST", "the parameters username and password are required");
  }
  return readableBasic(username, password);
}
function single(form, wanted) {
  const values = form.filter(([name]) => name === wanted);
  if (values.length > 1) throw new ApiError(400, "BAD_REQUEST", `the parameter ${wanted} is there more than once`);
  return values[0]?.[1];
}
var tokenBody = ({ token, expiresIn, issuedAt }) => ({
  token,
  access_token: token,
  expires_in: expiresIn,
  issued_at: isoSeconds(issuedAt)
});
var granted = (access) => access.filter(({ actions }) => actions.length > 0).map(({ type, name, actions }) => `${type}:${name}:${actions.join(",")}`).join(" ");
var isoSeconds = (seconds2) => new Date(seconds2 * 1e3).toISOString().replace(".000Z", "Z");

// lib/server/http/handle.ts
var endpoints = {
  "/service/token": tokenEndpoint,
  "/service/token-bundle.pem": certificateEndpoint,
  "/service/jwks.json": jsonWebKeySetEndpoint,
  "/service/notifications": notificationsEndpoint,
  "/healthz": healthEndpoint
};
var handler = (next) => (request, response) => {
  void handle(next, request, response).catch((error) => {
    log().error({ err: error }, "a request failed");
    response.destroy();
  });
};
async function handle(next, request, response) {
  const received = receive(request, response);
  const call = { request, response, received };
  const { path: path7, search } = received;
  if (!isPlainPath(path7, search))
    return answer(call, refuse(400, "BAD_REQUEST", "the address is not correctly encoded"));
  if (limitBody(request) === "too-large") {
    response.setHeader("Connection", "close");
    return answer(call, refuse(413, "REQUEST_ENTITY_TOO_LARGE", "the request body is too large"));
  }
  if (Object.hasOwn(endpoints, path7)) return answer(call, dispatch(endpoints[path7], call));
  if (path7.startsWith("/service/")) return answer(call, refuse(404, "NOT_FOUND", "not found"));
  introduce(request, response, received);
  await next(request, response);
}
function isPlainPath(path7, search) {
  if (!path7.startsWith("/") || `${path7}?${search}`.includes("%00")) return false;
  try {
    decodeURIComponent(path7);
    return true;
  } catch {
    return false;
  }
}

// lib/server/http/leave.ts
var patienceMs3 = () => env().NODE_ENV === "development" ? 500 : 1e4;
function leaveOnSignal(server, closeNext) {
  let leaving = false;
  const onSignal = () => {
    if (leaving) process.exit(1);
    leaving = true;
    void leave(server, closeNext);
  };
  for (const signal of ["SIGTERM", "SIGINT"]) process.on(signal, onSignal);
}
async function leave(server, closeNext) {
  const idle = setInterval(() => server.closeIdleConnections(), 100);
  await new Promise((done) => {
    server.close(done);
    setTimeout(done, patienceMs3());
  });
  clearInterval(idle);
  server.closeAllConnections();
  try {
    await closeNext();
    await flushUses("all");
    await closeDatabase();
  } catch (error) {
    log().error({ err: error }, "the server could not close everything");
  }
  process.exit(0);
}

// lib/server/http/listen.ts
import { once } from "node:events";
import { createServer } from "node:http";
async function ensureFreePort() {
  const probe = createServer();
  await listen(probe);
  await new Promise((closed) => probe.close(closed));
}
async function listen(server) {
  const { HOST, PORT } = env();
  server.listen(PORT, HOST);
  try {
    await once(server, "listening");
  } catch (error) {
    const { code } = error;
    if (code === "EADDRINUSE")
      throw new Error(`PORT ${PORT} on ${HOST} is taken: stop what listens there or choose another.`);
    if (code === "EACCES") throw new Error(`PORT ${PORT} may not be used by this user: choose one above 1023.`);
    throw new Error(`HOST ${HOST} is no address to listen on here (${code}).`, { cause: error });
  }
}

// lib/server/http/start-failure.ts
async function blame(sentence, step) {
  try {
    await step();
  } catch (error) {
    const cause = causeOf(error);
    throw new Error(/^SECRET_KEY /.test(cause) ? `${cause}.` : sentence(cause), { cause: error });
  }
}
function databaseTrouble(cause) {
  const { protocol, host, pathname } = new URL(env().DATABASE_URL, "file:///");
  const where = protocol === "file:" ? `file ${decodeURI(pathname)}` : `at ${host}${pathname}`;
  return `DATABASE_URL: the database ${where} cannot be used (${cause}).`;
}
function causeOf(error) {
  const { code, message } = error;
  const text = (message || code || String(error)).split("\n").find((line) => line.trim() !== "") ?? "";
  return text.trim().replace(/\.$/, "");
}

// lib/server/http/start-tokens.ts
var patienceMs4 = 6e4;
async function startTokens() {
  const { DATABASE_URL, HOST, PORT } = env();
  await ensureFreePort();
  await blame(databaseTrouble, () => waitForSchema(DATABASE_URL, announce, patienceMs4));
  await blame(databaseTrouble, waitForKey);
  const server = createServer2({ keepAliveTimeout: 65e3, headersTimeout: 2e4, requestTimeout: 3e4 });
  answerBrokenRequests(server);
  server.on("request", handler(notHere));
  await listen(server);
  leaveOnSignal(server, async () => void 0);
  process.stdout.write(`token service ready on http://${HOST}:${PORT}
`);
}
var announce = (missing) => {
  process.stdout.write(`waiting for the database: ${missing}
`);
};
async function waitForKey() {
  for (const deadline = Date.now() + patienceMs4; await db().signingKey.count() === 0; await delay2(100)) {
    if (Date.now() > deadline) throw new Error("it holds no signing key: start the console first, which makes it");
  }
  await signingKey();
}
var notHere = async (_, response) => {
  response.setHeader("Content-Security-Policy", machinePolicy);
  response.writeHead(404, { "Content-Type": "application/json; charset=utf-8" });
  response.end(errorBody({ status: 404, code: "NOT_FOUND", message: "not found" }));
};

// lib/server/http/tokens-entry.ts
await run(startTokens);
//# sourceMappingURL=tokens.mjs.map

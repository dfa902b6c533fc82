-- AlterTable
ALTER TABLE "User" ADD COLUMN "emailVerifiedAt" DATETIME;
ALTER TABLE "User" ADD COLUMN "language" TEXT;
ALTER TABLE "User" ADD COLUMN "timeZone" TEXT;

-- AlterTable
ALTER TABLE "RobotSecret" ADD COLUMN "activatedAt" DATETIME;
ALTER TABLE "RobotSecret" ADD COLUMN "creatorRef" INTEGER;
ALTER TABLE "RobotSecret" ADD COLUMN "creatorType" TEXT;
ALTER TABLE "RobotSecret" ADD COLUMN "retiresAt" DATETIME;

-- CreateTable
CREATE TABLE "RobotClient" (
    "robotId" INTEGER NOT NULL,
    "secretId" INTEGER NOT NULL,
    "day" TEXT NOT NULL,
    "client" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "uses" INTEGER NOT NULL DEFAULT 0,
    "firstAt" BIGINT NOT NULL,
    "lastAt" BIGINT NOT NULL,

    PRIMARY KEY ("robotId", "day", "secretId", "client", "address"),
    CONSTRAINT "RobotClient_robotId_fkey" FOREIGN KEY ("robotId") REFERENCES "Robot" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "LegacyIdentity" (
    "robotId" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "keyFingerprint" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "oldProjectId" BIGINT NOT NULL,
    "oldRobotId" BIGINT NOT NULL,
    CONSTRAINT "LegacyIdentity_robotId_fkey" FOREIGN KEY ("robotId") REFERENCES "Robot" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "DeletedLegacyRobot" (
    "projectId" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "deletedAt" DATETIME NOT NULL,

    PRIMARY KEY ("projectId", "name"),
    CONSTRAINT "DeletedLegacyRobot_projectId_fkey" FOREIGN KEY ("projectId") REFERENCES "Project" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Outbox" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "at" DATETIME NOT NULL,
    "event" TEXT NOT NULL,
    "projectId" INTEGER,
    "payload" TEXT NOT NULL
);

-- CreateTable
CREATE TABLE "Delivery" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "outboxId" INTEGER NOT NULL,
    "receiver" TEXT NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "nextAttemptAt" DATETIME,
    "deliveredAt" DATETIME,
    "problem" TEXT,
    CONSTRAINT "Delivery_outboxId_fkey" FOREIGN KEY ("outboxId") REFERENCES "Outbox" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Lease" (
    "name" TEXT NOT NULL PRIMARY KEY,
    "holder" TEXT NOT NULL,
    "until" BIGINT NOT NULL,
    "doneFor" BIGINT NOT NULL DEFAULT 0
);

-- CreateIndex
CREATE INDEX "RobotClient_day_idx" ON "RobotClient"("day");

-- CreateIndex
CREATE INDEX "LegacyIdentity_oldProjectId_oldRobotId_idx" ON "LegacyIdentity"("oldProjectId", "oldRobotId");

-- CreateIndex
CREATE INDEX "LegacyIdentity_keyFingerprint_oldRobotId_idx" ON "LegacyIdentity"("keyFingerprint", "oldRobotId");

-- CreateIndex
CREATE INDEX "LegacyIdentity_keyFingerprint_oldProjectId_idx" ON "LegacyIdentity"("keyFingerprint", "oldProjectId");

-- CreateIndex
CREATE INDEX "Outbox_at_idx" ON "Outbox"("at");

-- CreateIndex
CREATE INDEX "Delivery_nextAttemptAt_idx" ON "Delivery"("nextAttemptAt");

-- CreateIndex
CREATE UNIQUE INDEX "Delivery_outboxId_receiver_key" ON "Delivery"("outboxId", "receiver");

-- CreateIndex
CREATE INDEX "Robot_expiresAt_id_idx" ON "Robot"("expiresAt", "id");

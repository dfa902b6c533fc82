-- AlterTable
ALTER TABLE "User" ADD COLUMN     "emailVerifiedAt" TIMESTAMP(3),
ADD COLUMN     "language" TEXT,
ADD COLUMN     "timeZone" TEXT;

-- AlterTable
ALTER TABLE "RobotSecret" ADD COLUMN     "activatedAt" TIMESTAMP(3),
ADD COLUMN     "creatorRef" INTEGER,
ADD COLUMN     "creatorType" TEXT,
ADD COLUMN     "retiresAt" TIMESTAMP(3);

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

    CONSTRAINT "RobotClient_pkey" PRIMARY KEY ("robotId","day","secretId","client","address")
);

-- CreateTable
CREATE TABLE "LegacyIdentity" (
    "robotId" INTEGER NOT NULL,
    "keyFingerprint" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "oldProjectId" BIGINT NOT NULL,
    "oldRobotId" BIGINT NOT NULL,

    CONSTRAINT "LegacyIdentity_pkey" PRIMARY KEY ("robotId")
);

-- CreateTable
CREATE TABLE "DeletedLegacyRobot" (
    "projectId" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "deletedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "DeletedLegacyRobot_pkey" PRIMARY KEY ("projectId","name")
);

-- CreateTable
CREATE TABLE "Outbox" (
    "id" SERIAL NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,
    "event" TEXT NOT NULL,
    "projectId" INTEGER,
    "payload" TEXT NOT NULL,

    CONSTRAINT "Outbox_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Delivery" (
    "id" SERIAL NOT NULL,
    "outboxId" INTEGER NOT NULL,
    "receiver" TEXT NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "nextAttemptAt" TIMESTAMP(3),
    "deliveredAt" TIMESTAMP(3),
    "problem" TEXT,

    CONSTRAINT "Delivery_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Lease" (
    "name" TEXT NOT NULL,
    "holder" TEXT NOT NULL,
    "until" BIGINT NOT NULL,
    "doneFor" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "Lease_pkey" PRIMARY KEY ("name")
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

-- AddForeignKey
ALTER TABLE "RobotClient" ADD CONSTRAINT "RobotClient_robotId_fkey" FOREIGN KEY ("robotId") REFERENCES "Robot"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "LegacyIdentity" ADD CONSTRAINT "LegacyIdentity_robotId_fkey" FOREIGN KEY ("robotId") REFERENCES "Robot"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DeletedLegacyRobot" ADD CONSTRAINT "DeletedLegacyRobot_projectId_fkey" FOREIGN KEY ("projectId") REFERENCES "Project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Delivery" ADD CONSTRAINT "Delivery_outboxId_fkey" FOREIGN KEY ("outboxId") REFERENCES "Outbox"("id") ON DELETE CASCADE ON UPDATE CASCADE;

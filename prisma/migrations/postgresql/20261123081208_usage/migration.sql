-- AlterTable
ALTER TABLE "Robot" ADD COLUMN     "lastUsedAddress" TEXT,
ADD COLUMN     "lastUsedAt" BIGINT NOT NULL DEFAULT 0,
ADD COLUMN     "lastUsedClient" TEXT;

-- AlterTable (the old column was never written)
ALTER TABLE "RobotSecret" DROP COLUMN "lastUsedAt",
ADD COLUMN     "lastUsedAt" BIGINT NOT NULL DEFAULT 0,
ADD COLUMN     "lastUsedAddress" TEXT,
ADD COLUMN     "lastUsedClient" TEXT;

-- CreateTable
CREATE TABLE "RobotUsage" (
    "robotId" INTEGER NOT NULL,
    "day" TEXT NOT NULL,
    "repository" TEXT NOT NULL,
    "pulls" INTEGER NOT NULL DEFAULT 0,
    "pushes" INTEGER NOT NULL DEFAULT 0,
    "deletes" INTEGER NOT NULL DEFAULT 0,
    "lastAt" BIGINT NOT NULL,

    CONSTRAINT "RobotUsage_pkey" PRIMARY KEY ("robotId","day","repository")
);

-- CreateTable
CREATE TABLE "RegistryEvent" (
    "id" TEXT NOT NULL,
    "receivedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "RegistryEvent_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "RobotUsage_day_idx" ON "RobotUsage"("day");

-- CreateIndex
CREATE INDEX "RegistryEvent_receivedAt_idx" ON "RegistryEvent"("receivedAt");

-- CreateIndex
CREATE INDEX "Robot_projectId_lastUsedAt_id_createdAt_name_idx" ON "Robot"("projectId", "lastUsedAt", "id", "createdAt", "name");

-- CreateIndex
CREATE INDEX "Robot_projectId_expiresAt_name_idx" ON "Robot"("projectId", "expiresAt", "name");

-- CreateIndex
CREATE INDEX "Robot_projectId_disabled_name_idx" ON "Robot"("projectId", "disabled", "name");

-- CreateIndex
CREATE INDEX "Robot_level_lastUsedAt_id_createdAt_name_idx" ON "Robot"("level", "lastUsedAt", "id", "createdAt", "name");

-- CreateIndex
CREATE INDEX "Robot_level_expiresAt_name_idx" ON "Robot"("level", "expiresAt", "name");

-- CreateIndex
CREATE INDEX "Robot_level_disabled_name_idx" ON "Robot"("level", "disabled", "name");

-- AddForeignKey
ALTER TABLE "RobotUsage" ADD CONSTRAINT "RobotUsage_robotId_fkey" FOREIGN KEY ("robotId") REFERENCES "Robot"("id") ON DELETE CASCADE ON UPDATE CASCADE;

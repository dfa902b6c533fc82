-- CreateTable
CREATE TABLE "OneTimeLink" (
    "id" SERIAL NOT NULL,
    "handle" TEXT NOT NULL,
    "makerId" INTEGER NOT NULL,
    "robotId" INTEGER NOT NULL,
    "robotName" TEXT NOT NULL,
    "secretId" INTEGER,
    "box" TEXT,
    "salt" TEXT NOT NULL,
    "guarded" BOOLEAN NOT NULL,
    "triesLeft" INTEGER NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "expiresAt" TIMESTAMP(3) NOT NULL,
    "openedAt" TIMESTAMP(3),
    "openedFrom" TEXT,
    "openedWith" TEXT,
    "withdrawnAt" TIMESTAMP(3),

    CONSTRAINT "OneTimeLink_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "OneTimeLink_handle_key" ON "OneTimeLink"("handle");

-- CreateIndex
CREATE INDEX "OneTimeLink_makerId_id_idx" ON "OneTimeLink"("makerId", "id");

-- CreateIndex
CREATE INDEX "OneTimeLink_secretId_idx" ON "OneTimeLink"("secretId");

-- CreateIndex
CREATE INDEX "OneTimeLink_expiresAt_idx" ON "OneTimeLink"("expiresAt");

-- AddForeignKey
ALTER TABLE "OneTimeLink" ADD CONSTRAINT "OneTimeLink_makerId_fkey" FOREIGN KEY ("makerId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "OneTimeLink" ADD CONSTRAINT "OneTimeLink_secretId_fkey" FOREIGN KEY ("secretId") REFERENCES "RobotSecret"("id") ON DELETE SET NULL ON UPDATE CASCADE;

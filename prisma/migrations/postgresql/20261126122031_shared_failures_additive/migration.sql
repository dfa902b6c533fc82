-- CreateTable
CREATE TABLE "SharedFailures" (
    "key" TEXT NOT NULL,
    "points" INTEGER NOT NULL DEFAULT 0,
    "expire" BIGINT,

    CONSTRAINT "SharedFailures_pkey" PRIMARY KEY ("key")
);

-- CreateIndex
CREATE INDEX "SharedFailures_expire_idx" ON "SharedFailures"("expire");

-- CreateIndex
CREATE INDEX "FormerNameUse_prefix_lastAt_idx" ON "FormerNameUse"("prefix", "lastAt");

# Writes ../golden/clusterboot.json: cluster-wise Jaccard indices by fpc's clusterboot, of K-Means on made-up rows.
#
# Rscript make_clusterboot_golden.R      (Debian: apt-get install r-base-core r-cran-fpc)

suppressPackageStartupMessages(library(fpc))
set.seed(2007)
draws <- 500

# As kmeansCBI, with as many starts as it takes: with its 50 runs, more than a quarter of the draws of three groups cut in
# 5 miss the best solution, and segments seem to come back less well than they do.
best_kmeans <- function(data, k) {
  found <- kmeans(data, k, nstart = 200, iter.max = 100)
  list(result = found, nc = k, clusterlist = lapply(1:k, function(cluster) found$cluster == cluster),
       partition = found$cluster, clustermethod = "kmeans")
}

groups <- function(rows, columns, centers, spread) {
  centers <- matrix(rnorm(centers * columns, sd = 2.5), ncol = columns)
  centers[sample(nrow(centers), rows, replace = TRUE), ] + matrix(rnorm(rows * columns, sd = spread), ncol = columns)
}

cases <- list(
  list(name = "three groups apart, cut in 3", rows = groups(240, 2, 3, 0.4), k = 3),
  list(name = "four groups that overlap, cut in 4", rows = groups(300, 2, 4, 1.3), k = 4),
  list(name = "three groups, cut in 5", rows = groups(300, 3, 3, 0.8), k = 5),
  list(name = "no groups, cut in 3", rows = matrix(runif(400), ncol = 2), k = 3),
  list(name = "five groups in four columns, cut in 2", rows = groups(250, 4, 5, 1), k = 2),
  list(name = "six groups of skewed values, cut in 6", rows = exp(0.4 * groups(360, 3, 6, 0.8)), k = 6)
)

numbers <- function(values) paste(formatC(values, digits = 17, format = "g", width = 1), collapse = ",")
lines <- sapply(cases, function(case) {
  rows <- round(case$rows, 4)
  found <- clusterboot(rows, B = draws, bootmethod = "boot", clustermethod = best_kmeans, k = case$k, count = FALSE)
  message(case$name, ": ", paste(round(found$bootmean, 3), collapse = " "))
  sprintf('{"name":"%s","k":%d,"columns":%d,"values":[%s],"labels":[%s],"jaccards":[%s]}', case$name, case$k, ncol(rows),
          numbers(t(rows)), paste(found$partition - 1, collapse = ","), numbers(round(found$bootmean, 6)))
})
file <- file("clusterboot.json", "w")
cat(sprintf('{"description":"bootmean of clusterboot(bootmethod = \'boot\', clustermethod = kmeans of 200 starts); values are row-major","fpc":"%s","draws":%d,"cases":[\n%s\n]}\n',
            packageVersion("fpc"), draws, paste(lines, collapse = ",\n")), file = file)
close(file)

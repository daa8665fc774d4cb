//! Columns of the table about the number of segments.

use super::{Column, Row};
use crate::selection::Candidate;

impl Row for Candidate {
    const FILE: &'static str = "choose_k.parquet";
    const SORTED_BY: usize = 1;

    fn columns() -> Vec<Column> {
        vec![
            Column::number("k", "from 2", "segments"),
            Column::measure("inertia", "from 0", "sum of squared distances to the nearest centroid, in scaled units"),
            Column::measure("silhouette", "−1 to 1", "mean silhouette"),
            Column::measure("silhouette_low", "−1 to 1", "lower end of the interval for what a sample leaves open"),
            Column::measure("silhouette_high", "−1 to 1", "upper end; all three are equal where it is exact"),
            Column::measure("davies_bouldin", "from 0", "Davies-Bouldin index: less is better"),
            Column::measure("calinski_harabasz", "from 0", "Calinski-Harabasz index: more is better"),
            Column::measure("stability", "−0.5 to 1", "mean ARI of models fitted on two draws of the customers"),
            Column::measure(
                "least_jaccard",
                "0 to 1",
                "Jaccard index of the segment that comes back least well on draws",
            ),
            Column::number(
                "near_ties",
                "from 0",
                "other solutions that another sample of customers could prefer, and that cut otherwise",
            ),
            Column::yes("chosen", "whether it is the one that was taken"),
        ]
    }
}

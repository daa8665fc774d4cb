//! Hyper-parameters: what the user asks for, and the checked set that alone can fit.

use linfa::ParamGuard;

use super::error::KMeansParamsError;

/// The largest k: far beyond any segmentation, and far below where labels end.
const MOST_CLUSTERS: usize = 1 << 20;

/// Checked hyper-parameters of a K-Means fit; made by [`KMeansParams::check`](ParamGuard::check).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KMeansValidParams {
    k: usize,
    seed: u64,
    restarts: u32,
    confirmations: u32,
    max_restarts: u32,
    sample_rows: usize,
    max_iterations: u32,
}

impl KMeansValidParams {
    /// Clusters, 1 or more.
    #[must_use]
    pub fn k(&self) -> usize {
        self.k
    }

    /// Seed of everything random in the fit.
    #[must_use]
    pub fn seed(&self) -> u64 {
        self.seed
    }

    /// Fewest independent starts.
    #[must_use]
    pub fn restarts(&self) -> u32 {
        self.restarts
    }

    /// Starts go on until this many confirm the best solution.
    #[must_use]
    pub fn confirmations(&self) -> u32 {
        self.confirmations
    }

    /// After so many descents, independent starts and breathing moves, no further start begins.
    #[must_use]
    pub fn max_restarts(&self) -> u32 {
        self.max_restarts
    }

    /// Most rows that the starts look at.
    #[must_use]
    pub fn sample_rows(&self) -> usize {
        self.sample_rows
    }

    /// Most Lloyd iterations of a descent.
    #[must_use]
    pub fn max_iterations(&self) -> u32 {
        self.max_iterations
    }
}

/// Hyper-parameters of a K-Means fit, not yet checked.
///
/// | parameter | default | what it is |
/// |---|---|---|
/// | `seed` | 42 | seed of everything random in the fit |
/// | `restarts` | 10 | fewest independent starts |
/// | `confirmations` | 3 | starts go on until this many confirm the best solution |
/// | `max_restarts` | 200 | after so many descents, independent starts and breathing moves, no further start begins |
/// | `sample_rows` | 50 000 | most rows the starts look at; the best solutions are then refined on all rows |
/// | `max_iterations` | 1 000 | most Lloyd iterations of a descent |
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KMeansParams(KMeansValidParams);

impl KMeansParams {
    /// `k` clusters, and the defaults for the rest.
    #[must_use]
    pub fn new(k: usize) -> Self {
        Self(KMeansValidParams {
            k,
            seed: 42,
            restarts: 10,
            confirmations: 3,
            max_restarts: 200,
            sample_rows: 50_000,
            max_iterations: 1000,
        })
    }

    /// Sets the seed of everything random in the fit.
    #[must_use]
    pub fn seed(mut self, seed: u64) -> Self {
        self.0.seed = seed;
        self
    }

    /// Sets the fewest independent starts, 1 or more.
    #[must_use]
    pub fn restarts(mut self, restarts: u32) -> Self {
        self.0.restarts = restarts;
        self
    }

    /// Sets how many starts must confirm the best solution, 1 or more. Plain starts do if half of them end in it and no
    /// other solution comes near; else only starts that go on with breathing moves do.
    #[must_use]
    pub fn confirmations(mut self, confirmations: u32) -> Self {
        self.0.confirmations = confirmations;
        self
    }

    /// Sets after how many descents no further start begins, `restarts` or more; if equal, only plain starts are tried,
    /// and one round of moves where they looked at a sample.
    #[must_use]
    pub fn max_restarts(mut self, max_restarts: u32) -> Self {
        self.0.max_restarts = max_restarts;
        self
    }

    /// Sets the most rows that the starts look at, `k` or more.
    #[must_use]
    pub fn sample_rows(mut self, sample_rows: usize) -> Self {
        self.0.sample_rows = sample_rows;
        self
    }

    /// Sets the most Lloyd iterations of a descent, 1 or more.
    #[must_use]
    pub fn max_iterations(mut self, max_iterations: u32) -> Self {
        self.0.max_iterations = max_iterations;
        self
    }
}

impl ParamGuard for KMeansParams {
    type Checked = KMeansValidParams;
    type Error = KMeansParamsError;

    fn check_ref(&self) -> Result<&Self::Checked, Self::Error> {
        let KMeansValidParams { k, restarts, confirmations, max_restarts, sample_rows, max_iterations, .. } = self.0;
        if k == 0 {
            Err(KMeansParamsError::NoClusters)
        } else if k > MOST_CLUSTERS {
            Err(KMeansParamsError::TooManyClusters { found: k, most: MOST_CLUSTERS })
        } else if restarts == 0 {
            Err(KMeansParamsError::NoRestarts)
        } else if confirmations == 0 {
            Err(KMeansParamsError::NoConfirmations)
        } else if max_restarts < restarts {
            Err(KMeansParamsError::CeilingBelowFloor { max_restarts, restarts })
        } else if sample_rows < k {
            Err(KMeansParamsError::SampleTooSmall { sample_rows, k })
        } else if max_iterations == 0 {
            Err(KMeansParamsError::NoIterations)
        } else {
            Ok(&self.0)
        }
    }

    fn check(self) -> Result<Self::Checked, Self::Error> {
        self.check_ref()?;
        Ok(self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_defaults_are_valid() {
        let params = KMeansParams::new(5).check().unwrap();
        assert_eq!((params.k(), params.restarts(), params.confirmations(), params.max_restarts()), (5, 10, 3, 200));
    }

    #[test]
    fn each_impossible_value_has_its_own_error() {
        use KMeansParamsError as E;
        let base = KMeansParams::new(3);
        let cases = [
            (KMeansParams::new(0), E::NoClusters),
            (KMeansParams::new(1 << 21), E::TooManyClusters { found: 1 << 21, most: MOST_CLUSTERS }),
            (base.restarts(0), E::NoRestarts),
            (base.confirmations(0), E::NoConfirmations),
            (base.max_restarts(9), E::CeilingBelowFloor { max_restarts: 9, restarts: 10 }),
            (base.sample_rows(2), E::SampleTooSmall { sample_rows: 2, k: 3 }),
            (base.max_iterations(0), E::NoIterations),
        ];
        for (params, error) in cases {
            assert_eq!(params.check(), Err(error));
        }
    }
}

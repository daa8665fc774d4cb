//! What results are kept by: digests of customers with their features, and of models.

use serde::Serialize;
use sha2::{Digest, Sha256};

use super::Cache;
use crate::feature::FeatureMatrix;
use crate::model::Segmentation;
use crate::plan::FeaturePlan;
use crate::source::{CustomerDirectory, hex};

/// Bytes that are hashed at a time.
const CHUNK: usize = 1 << 16;

/// A window's customers and model.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub(super) struct Content {
    /// Digest of the customers, by their ids, with their features.
    pub customers: String,
    /// Digest of the model fitted on them, near ties and all; `None` without one.
    pub model: Option<String>,
}

/// Digest of a matrix. Customers go by their ids: their codes change with the customers of other windows. Empty where
/// nothing is kept.
pub(super) fn of_matrix(cache: &Cache, matrix: &FeatureMatrix, customers: &CustomerDirectory) -> String {
    if !cache.keeps() {
        return String::new();
    }
    let mut hash = Hash { sha: Sha256::new(), pending: Vec::with_capacity(CHUNK) };
    hash.length(matrix.names().len());
    matrix.names().iter().for_each(|name| hash.text(name));
    hash.length(matrix.customers().len());
    matrix.customers().iter().for_each(|&code| hash.text(customers.id(code).unwrap_or_default()));
    matrix.values().iter().for_each(|value| hash.bytes(&value.to_bits().to_le_bytes()));
    hash.finish()
}

/// Digest of a model; `None` where nothing is kept.
pub(super) fn of_model(cache: &Cache, model: &Segmentation) -> Option<String> {
    let json = cache.keeps().then(|| serde_json::to_vec(model).ok())??;
    Some(hex(&Sha256::digest(json)))
}

/// What of the features decides how their values are made ready: neither what they are called to people, nor the SQL,
/// which is in the values.
pub(super) fn preparation(features: &[FeaturePlan]) -> Vec<impl Serialize> {
    let of_feature = |feature: &FeaturePlan| {
        let FeaturePlan { name, computation: _, missing, transform, scale, label: _ } = feature;
        (name.clone(), missing.name(), *transform, *scale)
    };
    features.iter().map(of_feature).collect()
}

struct Hash {
    sha: Sha256,
    pending: Vec<u8>,
}

impl Hash {
    fn bytes(&mut self, bytes: &[u8]) {
        self.pending.extend_from_slice(bytes);
        if self.pending.len() >= CHUNK {
            self.sha.update(&self.pending);
            self.pending.clear();
        }
    }

    fn length(&mut self, length: usize) {
        self.bytes(&(length as u64).to_le_bytes());
    }

    fn text(&mut self, text: &str) {
        self.length(text.len());
        self.bytes(text.as_bytes());
    }

    fn finish(mut self) -> String {
        self.sha.update(&self.pending);
        hex(&self.sha.finalize())
    }
}

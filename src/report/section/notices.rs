//! What a reader has to know before believing a number: warnings first.

use serde::Serialize;

use crate::record::Severity;
use crate::report::edition::Edition;

/// A notice.
#[derive(Debug, Serialize)]
pub(in crate::report) struct NoticeItem {
    warning: bool,
    severity: String,
    code: String,
    message: String,
    remedy: String,
}

/// The notices of an edition, warnings first, otherwise in the run's order.
pub(in crate::report) fn notices(edition: &Edition<'_>) -> Vec<NoticeItem> {
    let mut notices: Vec<_> = edition.report.record.notices.iter().collect();
    notices.sort_by_key(|notice| std::cmp::Reverse(notice.severity));
    notices
        .into_iter()
        .map(|notice| {
            let warning = notice.severity == Severity::Warning;
            let severity = if warning { edition.phrases.notice_warning() } else { edition.phrases.notice_info() };
            NoticeItem {
                warning,
                severity: severity.clone(),
                code: notice.code.clone(),
                message: edition.sentence(&notice.message),
                remedy: edition.language.spoken(&notice.remedy).unwrap_or_default().to_owned(),
            }
        })
        .collect()
}

# The words of the report, in English. The other languages have the same messages; the tests see to it.
#
# First the phrases that Rust puts together, each named in src/report/phrases.rs with its figures; then the texts that
# templates use as they stand: `t.verdict.heading` is the attribute `heading` of the message `t-verdict`.

## Ranges and answers

range = { $from } to { $to }
range_from = { $from } or more
range_under = under { $to }
range_over = over { $from }
rate = { $share } [{ $low }, { $high }]
times = { $factor } ×
yes = yes
no = no

## What the run leaves open

sentence_missing = The run gives no sentence in this language.
reason_missing = reason not given
segment = Segment { $number }
segment_number = no. { $number } in the tables

## Head of the page

as_of = Orders before
reference_window = Model fitted up to
segments = Segments
fitted_customers = Customers it was fitted on
windows = Windows
windows_of = { $kind ->
        [rolling] { $count } rolling
        [expanding] { $count } expanding
        [tumbling] { $count } tumbling
       *[other] { $count } { $kind }
    }
contract_minimum = Contract minimum (ARI)

## Verdict

verdict_keep = Keep the model
verdict_retrain = Re-fit the model
verdict_undecidable = Undecidable
verdict_insufficient_history = Insufficient history
verdict_unmonitorable = Not monitorable
verdict_ari = Agreement with a new model (ARI)
verdict_interval = { $confidence } interval
verdict_age = Age of the model
verdict_window = Compared on the window ending
verdict_noise_floor = Fitted again on unchanged customers, it would agree at
verdict_or_better = { $floor } or better
verdict_signal = The customers have drifted
change_since = yes, since { $since }
change_season = no, it is the season
change_undecidable = cannot be told
verdict_below_since = Wholly below the minimum since
gauge_title = The model in service against the contract minimum
gauge_description = Adjusted Rand index { $ari }, interval { $low } to { $high }, contract minimum { $threshold }.
gauge_description_floor = Noise floor { $floor }.
gauge_minimum = minimum { $threshold }
gauge_noise_floor = noise floor { $floor }

## Cadences

cadence_found = read from the data
cadence_shorter_than_step = shorter than one step
cadence_not_reached = not reached yet
cadence_insufficient_history = provisional
cadence_at_least = at least { $interval }
cadence_due = Due by
cadence_review = Look again by
cadence_assured = Lasts on average ({ $confidence } confidence)
cadence_models = Models looked at
cadence_labellings = Labellings looked at
cadence_independent = Of these independent
cadence_events = Of these seen to end
cadence_ages = Ages seen
cadence_up_to = up to { $age }
cadence_cost = Re-fitting then costs about { $amount } a year: { $times } × { $each }.

## The policy

policy_cheapest = costs least
policy_fewest = fewest re-fits
policy_none_serves = none keeps the service level
policy_none = None
policy_recommended = recommended
policy_monthly = Every month
policy_interval = Every { $interval }
policy_on_breach = On breach
policy_never = Never
policy_cost = Cost of a year
policy_retrains = Re-fits a year
policy_mean = Mean agreement (ARI)
policy_worst = Worst agreement
policy_below = Time below the minimum
policy_relabelled = Customers relabelled at a re-fit

## Notices

notice_warning = Warning
notice_info = Note

## What moved

moved_title = What explains the loss
moved_caption =
    How much agreement comes back when the newest customers are given the values of one feature that customers of the
    same rank had when the model was fitted, everything else left as it is. Features act together, so the bars need
    not add up to what is lost.
moved_description =
    Agreement lost: { $lost }. Undoing the drift of { $feature } alone recovers { $recovered }, the most of all
    features.
moved_lost = lost in all
moved_recovered = comes back when this feature's drift alone is undone
moved_worse = undoing it makes things worse
moved_table = What moved, by feature
moved_from_to = { $before } → { $after }
year_before =
    The model of a year before, fitted up to { $window }, agrees with the new one on these customers at { $ari }.
year_noise = That is no more change than chance brings: what moved since is the season.
year_drift = That is more change than chance brings: it is not the season alone.
year_undecidable = Whether that is more than chance cannot be told.
year_unknown = How much of that is chance was not measured.

## Ageing

staleness = Staleness
staleness_title = Staleness by age
staleness_caption =
    The older model and a newly fitted one label the same customers of the same window. Where they part, it is time to
    re-fit.
migration = Migration
migration_title = Migration by age
migration_caption =
    One model, the same customers, then and now. Where it falls, customers have moved and are to be labelled again.
total = Total
total_title = Total by age
total_caption =
    Old model on old data against new model on new data: both effects in one number. Notebooks call it stability. It
    decides nothing here.
age_axis = age of the model, in months
threshold_label = contract minimum { $threshold }
due_label = re-fit at { $interval }
mean_line = mean over all models
band = { $confidence } interval: mean of the ends
one_model = one model
reference_model = model in service
noise_floor_line = noise floor of the model in service
curve_description =
    Mean { $quantity } over all models: { $first } at { $first_age }, { $last } at { $last_age }. Contract minimum
    { $threshold }.
curve_empty = Nothing to draw: no two windows could be compared.
curve_table = { $quantity } by age, over all models
survival_title = How many still hold, by age
survival_caption =
    A model ends at the first age at which its agreement is no longer surely { $threshold } or better and chance alone
    does not explain it; labels end when theirs is not. The line is the estimated share that has not ended.
survival_staleness = models: decides when to re-fit
survival_migration = labels: decides when to label again
survival_bound = at least so many, with { $confidence } confidence
survival_description =
    Estimated share of models, and of labellings, that have not ended, by age, with a lower bound of each. Service
    level { $level }.
survival_empty = Nothing to draw: no model could be followed.
service_level = Service level
service_level_label = service level { $level }
flags_caption = Comparisons that have no number, or have one to be read with care

## Model by model

heat_title = Staleness of every model at every age
heat_caption =
    A row is the window that a model was fitted to; to the right it gets older. Blue is at or above the contract
    minimum, orange below.
heat_description = { $cells ->
        [one]
            One row for each window a model was fitted to, one column for each age. { $cells } comparison, { $below } of
            them below the contract minimum of { $threshold }.
       *[other]
            One row for each window a model was fitted to, one column for each age. { $cells } comparisons, { $below }
            of them below the contract minimum of { $threshold }.
    }
heat_cell = Fitted to { $origin }, aged { $age }: ARI { $ari } ({ $low } to { $high })
heat_cell_without = Fitted to { $origin }, aged { $age }: no number, { $reason }
heat_without = no number
heat_drift = drift: more change than chance brings
heat_season = season: it comes back every year
signal_drift = more change than chance brings
signal_season = the season
signal_noise = no more change than chance brings
flag_too_few_customers = too few customers in one of the windows
flag_few_common_customers = too few customers in both windows

## Windows

windows_title = Customers in each window
windows_caption =
    Every window is fitted on the customers it has. Windows with too few are left out of every comparison.
windows_description = { $count ->
        [one]
            Customers in { $count } window: fewest { $fewest }, most { $most }. Windows with too few to be compared:
            { $flagged }.
       *[other]
            Customers in each of { $count } windows: fewest { $fewest }, most { $most }. Windows with too few to be
            compared: { $flagged }.
    }
windows_compared = fitted and compared
windows_reference = the model in service was fitted here
windows_flagged = too few customers: not compared
windows_empty = Nothing to draw: the orders fill no window.
status_ok = compared
status_too_few_customers = too few customers

## Maintenance policies

policies_cost_title = What each policy would have cost a year ({ $currency })
policies_cost_caption =
    Re-fits, and months in which the model was below the contract minimum, at the prices of the contract.
policies_below_title = For how much of the time each policy would have left the model below the minimum
policies_below_caption = The contract does not name both costs, so the policies are compared by the service they give.
policies_limit = at most { $share }
policies_axis = months between two re-fits
policies_description = { $count ->
        [one] { $count } policy replayed over the history. Recommended: { $best }.
       *[other] { $count } policies replayed over the history. Recommended: { $best }.
    }
policies_serve = keeps the service level of { $level }
policies_fail = does not
policies_table = The policies that were tried
sensitivity_caption = The recommendation at other costs of a stale month
sensitivity_contract = as in the contract

## The page over all runs

index_history_title = The verdict's history
index_history_caption =
    The agreement of the model in service with a new model, run after run, with its interval. Where a line joins two
    runs, the same model was in service.
index_history_description = { $count ->
        [one] One day, { $last }: agreement { $ari }, { $verdict }.
       *[other] { $count } days from { $first } to { $last }. On the last: agreement { $ari }, { $verdict }.
    }
index_history_empty = No run has compared the model in service with a new one yet.
index_history_without = no agreement yet
index_look = { $day }: { $verdict }, agreement { $ari }, interval { $interval }
index_look_without = { $day }: { $verdict }
index_no_record = Cannot be read: there is no run.json or assignment.json in it.
index_not_understood = Cannot be read: damaged, or of another version of segwatch.
index_registry_unreadable = The registry of models cannot be read.
index_promoted = A promoted model is in service.
index_withdrawn = The promoted model was withdrawn; the first window's serves.
index_first_window = No model was promoted; the first window's serves.
index_not_looked_at = The newest run does not go by this model yet: segwatch run says how it does.
index_entry = Registry entry
index_since = In force since (UTC)
index_by = Decided by
index_reason = Why
index_from_run = From run
index_put_back = The model of entry
index_assignments = Customers labelled, by day
index_as_of = As of
index_since_day = Compared with
index_changed = Changed segment
index_joined = Joined
index_left = Left

## Segments through time

paths_lead =
    The segments of the model in service, fitted up to { $origin }, beside those of a new model on the customers of
    the newest window, to { $window }.
event_survived = Lives on
event_survived_meaning =
    The two groups have more than half of their customers in common: it is the same segment, whatever its number.
event_split = Split
event_split_meaning =
    It was cut up: two or more segments of the new model, each with at least a quarter of its customers, hold most of
    them.
event_absorbed = Absorbed
event_absorbed_meaning = Most of its customers went into one segment of the new model that is mostly made of others.
event_dissolved = Dissolved
event_dissolved_meaning = Its customers went here and there: no segment of the new model carries it on.
event_emerged = New
event_emerged_meaning = A segment of the new model that carries on none of the model in service.
lanes_title = The segments of every model
lanes_caption =
    A name goes on from model to model for as long as most of its customers stay together. The lane is as broad as the
    segment's share of the customers; on the right, its share in the newest window.
lanes_caption_crowded =
    A name goes on from model to model for as long as most of its customers stay together. Only the segments of the
    model in service and of the newest one are drawn: there were too many others. On the right, the share in the
    newest window.
lanes_description = { $count ->
        [one]
            { $count } segment over { $windows } windows; segments of the model in service that are no longer there:
            { $gone }.
       *[other]
            { $count } segments over { $windows } windows; segments of the model in service that are no longer there:
            { $gone }.
    }
lanes_in_service = segment of the model in service
lanes_later = came later

## Certainty

optimum_found = Starts that ended in it
found_of = { $found } of { $restarts }
audit_engine = Engine
ties_caption = Other solutions within 1% of the chosen one's inertia

## Data

rows_used = used
rows_rejected = rejected
rows_out_of_range = outside the windows
first_order = First order
last_order = Last order
row_value = { $row }: { $value }
sources_caption = Rows of each source
rejections_of_orders = Orders rejected, by reason
rejections_of = Rows of { $source } rejected, by reason
rejection_reason = { $kind ->
        [missing] missing
        [repeated] repeated
        [negative] negative
        [not_an_integer] not an integer
        [not_a_decimal] not a decimal
        [not_a_finite_number] not a finite number
        [not_a_timestamp] not a timestamp
        [not_a_date] not a date
        [not_a_boolean] not a boolean
        [not_utf_8] not UTF-8
        [a_nul_byte] a NUL byte
        [the_header_again] the header again
        [not_of_the_years_1970_to_2100] not of the years 1970 to 2100
       *[other] { $reason }
    }
rejection_fields = a row of { $found } fields where the header has { $expected }
files_caption = Files that were read

## Trust

trust_lead =
    The verdict was put to the test where the truth is known, with the settings of this pipeline: { $replicates }
    markets of each kind, { $customers } customers in a simulated one, each followed month after month as a scheduler
    would.
trust_finding =
    Where nothing drifts ({ $market }), drift was falsely found in { $drift } of the markets over their whole life, at
    { $nominal } nominal; re-fitting was called due in { $retrain }.
placebo_own_orders = own orders, each customer's history moved in time
placebo_stationary = simulated market without drift
placebo_seasonal = simulated market with a peak each December
verdict_share = { $verdict }: { $share }
drift_planted = { $kind }, { $size }
drift_kind = { $kind ->
        [basket_shift] Bigger baskets
        [new_segment] New segment
        [vanishing_segment] Vanishing segment
        [spend_inflation] Higher prices
        [review_crisis] Review crisis
        [frequency_shift] More frequent orders
        [free_delivery] Free delivery
       *[other] { $kind }
    }
drift_size = { $size ->
        [small] small
        [medium] medium
        [large] large
       *[other] { $size }
    }
drift_meaning = { $kind ->
        [basket_shift] The customers who order least often begin to fill bigger baskets, as often as before.
        [new_segment] Resellers, who were not there before, begin to come and to order every week.
        [vanishing_segment] Customers with the biggest baskets stop ordering.
        [spend_inflation] Every amount is multiplied by the same factor.
        [review_crisis] Customers of every type begin to review badly, for good.
        [frequency_shift] The customers who order least often begin to order more often.
        [free_delivery]
            Delivery, free from a big basket on until then, becomes free for every order: customers who filled big
            baskets to reach it now spend the same in many small orders.
       *[other] { $description }
    }
false_alarms_caption = False alarms: markets in which nothing drifts
power_caption = Power: markets in which something drifts

## Method

method_pipeline = Pipeline
method_run = Run
method_as_of = Orders before
method_time_zone = Time zone
method_windows = { $kind ->
        [rolling] rolling
        [expanding] expanding
        [tumbling] tumbling
       *[other] { $kind }
    }, { $length } long, one { $every }
method_confidence = Level of the intervals
method_seed = Seed
method_schema = Schema version
term_intervals = Intervals
term_noise_floor = Noise floor
term_survival = How many still hold, and how little of it is sure
term_independent = Independent models
term_policies = Maintenance policies
method_intervals =
    The interval of one comparison says how far its ARI could have come out otherwise, had other customers of the same
    kind been seen; its level is { $confidence }. The band of a curve runs from the mean of the lower ends to the mean
    of the upper ends.
method_noise_floor =
    A model fitted on another sample of the very same customers cuts them a little otherwise. So pairs of samples are
    drawn from the customers of the model's own window, a model is fitted on each, and the two are compared as an old
    and a new model are. The noise floor is what such pairs of unchanged samples reach all but always: an agreement
    whose whole interval lies below it is a change of the customers. If models of the same season in other years still
    fit, it is the season; otherwise it is drift. It is set so that a model is called changed without cause with a
    probability of at most { $alarms } over its whole life, however often it is looked at.
method_survival =
    A model has ended at the first age at which the lower end of its interval is below { $threshold } and the whole
    interval is below the noise floor; a labelling, at the first age at which the lower end is below { $threshold }.
    Models that have not ended yet count for as long as they were seen. From this the share that still holds is
    estimated at each age (Turnbull's estimator). The lower bound allows for the few models there are: at a confidence
    of { $confidence }, at least so many hold. An interval is promised up to the oldest age at which the lower bound
    reaches the service level of { $level }.
method_independent =
    Windows that overlap share orders, so their models are nearly one observation. Independent models are those whose
    windows share no moment. The bound rests on their number and not on the number of models, and nothing is promised
    from fewer than { $needed } of them.
method_policies =
    The history is replayed: the first window's model goes into service, and at each later window the policy says
    whether that window's own model takes over. Fixed intervals are tried from every starting month. A year costs the
    re-fits at their price, and the months with an agreement below { $threshold } at the price of a stale month.
    Recommended is the cheapest policy that keeps { $threshold } for { $level } of the time; where prices are not
    known, the one with the fewest re-fits.
feature_transform = { $transform }, then { $scale }
feature_scale = { $scale ->
        [standard] standard
        [robust] robust
        [minmax] min-max
        [none] none
       *[other] { $scale }
    }
feature_missing = { $missing ->
        [median] median
        [mean] mean
        [mode] mode
        [drop] dropped
       *[other] { $missing }
    }

## Columns

column_age = Age
column_models = Models
column_mean = Mean ARI
column_low = Low
column_high = High
column_smallest = Smallest
column_largest = Largest
column_known = Fate known
column_independent = Independent
column_ended = Ended
column_survival = Still hold
column_bound = At least
column_feature = Feature
column_before = Mean before
column_after = Mean after
column_shift = Shift (sd)
column_psi = PSI
column_recovered = ARI recovered
column_segment_moved = Moved most in
column_policy = Re-fit
column_retrains = Re-fits a year
column_worst = Worst ARI
column_below = Time below
column_relabelled = Relabelled each time
column_serves = Keeps the service level
column_cost = Cost a year ({ $currency })
column_factor = A stale month costs
column_stale_month = That is ({ $currency })
column_cheapest = Recommended
column_segment = Segment
column_first = First window
column_last = Last window
column_share_now = Share now
column_market = Market
column_markets = Markets
column_looks = Looks at each
column_drift_found = Drift found ({ $nominal } nominal)
column_retrain_due = Re-fit called due
column_last_verdicts = Last verdict
column_drift = What drifts
column_found_soon = Found within 3 months
column_found = Found at all
column_delay = Median delay
column_early = Found too early
column_fitted_to = Fitted to
column_window = Window ending
column_from = From
column_to = Until, exclusive
column_orders = Orders
column_customers = Customers
column_fitted = Fitted on
column_status = Status
column_inertia = Inertia, scaled units
column_iterations = Iterations
column_converged = Converged
column_quantity = Quantity
column_reason = Reason
column_comparisons = Comparisons
column_without_number = Without a number
column_solution = Solution
column_ratio = Inertia ÷ chosen
column_lead = Lead (z)
column_ari = ARI with chosen
column_starts = Starts
column_source = Source
column_rows = Rows in
column_rows_short = Rows
column_accepted = Accepted
column_rejected = Rejected
column_column = Column
column_samples = For example
column_path = Path
column_size = Size
column_digest = SHA-256

## The proposal

ask_how_often = How often is the model re-fitted?
ask_how_sure = How sure is that?
ask_what_cost = What does it cost?
ask_what_next = What is next?
answer_every = At the latest after { $interval }
answer_on_breach = When a check finds it due
answer_rescore = Customers are labelled again with the same model at the latest after { $interval }.
answer_rescore_each_check = Customers are labelled again with the same model at every check.
answer_sure = At least { $level } of the models then still agree with a new one at { $threshold } or better.
answer_unmonitorable = No interval of this segmentation could be kept.
answer_no_promise = Not enough for a promise
answer_independent = { $count ->
        [0] No model has been followed long enough.
        [one] The history holds only { $count } independent model.
       *[other] The history holds only { $count } independent models.
    }
answer_a_year = { $amount } a year
answer_policy = With the policy that would have served best: { $policy }.
answer_times = { $times } re-fits at { $each }.
answer_cheapest =
    { $times } re-fits at { $each }. On this history another policy would have cost least: { $policy }, { $amount }.
answer_no_cost = Not known
next_keep = Nothing to do now
next_retrain = Fit the model again now
next_undecidable = Wait for the next check
next_insufficient_history = Collect more history
next_unmonitorable = Change the segmentation
next_review = Look again by { $day }.
clause_object =
    The service keeps the segmentation “{ $pipeline }” of the customers into { $k } segments, fitted on the orders
    before { $reference }.
clause_check =
    The provider fits a new model { $every } on the newest window of orders and measures, on the same customers, how far
    it agrees with the model in service (adjusted Rand index: 1 is the same segments, 0 is chance).
clause_minimum =
    The agreement has to be { $threshold } or better. It counts as broken when the whole { $confidence } interval lies
    below, and neither chance nor the season explains it.
clause_refit =
    The model is fitted again and put into service at the latest after { $interval }, and at once when a check finds the
    minimum broken.
clause_refit_on_breach =
    The model is fitted again and put into service when a check finds the minimum broken. The history does not carry the
    promise of an interval yet.
clause_rescore = The customers are labelled again with the model in service at the latest after { $interval }.
clause_rescore_each_check = The customers are labelled again with the model in service at every check.
clause_level =
    With { $confidence } confidence, at least { $level } of the models still keep the minimum after { $interval }. This
    is the service level.
clause_cost = A re-fit costs { $refit }; a month below the minimum is counted at { $stale }.
clause_record =
    Every check leaves its tables and a report. The same orders and settings give the same result to the bit.
measured_orders = Orders
measured_floor = As low as this by chance alone
measured_models = Models followed
measured_independent = { $models }, of which independent: { $independent }
limit_use =
    Agreement says that customers are grouped as a new model would group them. It does not say that the groups are
    useful.

## The segments as people

portrait_new = New since { $day }
portrait_size = { $customers } ({ $share })
portrait_now = Customers now
portrait_then = When fitted
portrait_revenue = Share of revenue now
portrait_typical = Typical customers
portrait_above = above average
portrait_below = below average
portrait_values = median { $median }, half of them { $low } to { $high }
radar_title = Profile of “{ $segment }”
radar_description = Standard deviations from the average of all customers: { $features }.

## Who moved

movement_title = From segment to segment
movement_caption =
    Customers of each window by their segment, all by the model in service. “Not there” are those without an order in
    that window.
movement_description = Customers by segment from { $first } to { $last }, and the streams between the segments.
movement_absent = not there
movement_table = From { $from } to { $to }
movement_from = From

## How far the segments lie apart

distances_title = How far apart the segments lie
distances_caption =
    Segments that lie close are alike; areas are numbers of customers. The map shows { $shown } of what tells them
    apart.
distances_description = { $count } segments as discs on a map.
distances_table = Distances on the map

## Silhouettes, and the choice of the number of segments

silhouettes_title = How well apart the segments are
silhouettes_caption =
    How much nearer each customer is to its own segment than to the next: 1 is in the middle of it, 0 on the border,
    below 0 on the wrong side. The dashed line is the mean, { $mean }.
silhouettes_description = Silhouettes of the customers of each segment, sorted; mean { $mean }.
silhouettes_mean = Mean silhouette
silhouettes_below = Below 0
elbow_title = Spread within the segments
elbow_caption =
    It always falls with more segments: what counts is where it stops falling steeply. The dotted line is the number
    taken.
elbow_description = Inertia for { $count } numbers of segments.
separation_title = Mean silhouette
separation_caption = Higher is better apart; the band is what a sample of the customers leaves open.
separation_description = Mean silhouette with interval for { $count } numbers of segments.
choice_table = Measures by number of segments
choice_inertia = Inertia
choice_silhouette = Silhouette
choice_stability = Agreement of two draws (ARI)
choice_jaccard = Least stable segment (Jaccard)
choice_ties = Near ties

## What templates use as it stands

t-page =
    .product = segwatch
    .title = Segmentation maintenance
    .contents = Contents
    .run = Run
    .numbers = The numbers
    .footer =
        Made by segwatch from the tables of this run. The report computes nothing itself: every number in it stands in
        the run's files.

t-nav =
    .portraits = Who they are
    .movement = Who moved
    .distances = How alike they are
    .choice = Why so many
    .verdict = Verdict
    .moved = What moved
    .ageing = How it ages
    .origins = Model by model
    .policies = Policies
    .segments = Segments
    .paths = Through time
    .windows = Windows
    .optimum = Certainty
    .data = Data
    .trust = Trust
    .method = Method

t-verdict =
    .heading = Verdict on the model in service
    .cadences = The two cadences of the contract
    .refit = Re-fit the model every
    .label = Label customers again every
    .notices = Before you believe a number
    .remedy = What to do:
    .policy = What would have served best
    .policy_lead = Re-fit

t-moved =
    .heading = What moved
    .table = The features, before and after
    .table_lead =
        Means over all customers: when the model was fitted, and in the newest window. A shift is in standard
        deviations. PSI says how far a feature's whole distribution moved: below 0.1 hardly, above 0.25 a lot.
    .year = The same season a year before

t-ageing =
    .heading = How the segmentation ages
    .lead =
        Each model is kept as it was fitted and set against the model of a later window. An adjusted Rand index (ARI)
        of 1 means that both group the customers alike; 0 means no more agreement than chance.
    .read = How to read it
    .read_lines =
        Each faint line is one model getting older. The strong line is the mean over all of them, the band around it
        the mean of the ends of their intervals.
    .read_threshold = Below the dashed line the model says less than the contract asks for.
    .read_thin =
        Few models reach the highest ages, so the right end rests on few of them: the numbers below the chart say how
        many.
    .read_floor =
        Above the dash-dotted line, the noise floor, a fall of the model in service is no more than chance: it would
        agree as little with itself, fitted again on unchanged customers.
    .read_survival =
        Each step down is an age at which models were seen to end. The dashed line says how many surely still hold: it
        lies low where there are few independent models, however well they did.
    .read_history =
        An interval is promised only up to the age at which the dashed line falls below the service level. Where only
        the strong line lies above it, the interval is provisional.
    .read_gone = A line stops at the last age at which any model was still looked at.
    .flags = Comparisons to be read with care

t-origins =
    .heading = Model by model
    .read = How to read it
    .read_row = A row that turns orange early is one unlucky model.
    .read_column = A column that turns is age itself: every model gets there.
    .read_dot =
        A dot says that neither chance nor the season explains the loss: the whole interval is below the noise floor.
        Blue with a dot is a change within the contract.
    .read_diagonal = A diagonal that turns is a month in which something happened to the customers.
    .omitted = The numbers are too many to be read here: they stand in stability.parquet.

t-policies =
    .heading = Maintenance policies
    .lead =
        What would have happened: each policy is replayed over the history of this run, window after window, and its
        re-fits and its stale months are counted.
    .read = How to read it
    .read_interval =
        Re-fitting often costs re-fits, re-fitting seldom costs months with a stale model: the best lies where the two
        together cost least.
    .read_breach =
        On breach: re-fit when the agreement is below the contract minimum and chance alone does not explain it.
        Somebody must look at every new window.
    .read_past = The past is no promise. A history with one drift in it says little of the next.
    .table = All policies
    .sensitivity = If a stale month cost more, or less
    .sensitivity_lead =
        Nobody knows exactly what a month with a stale model costs. This is what would be recommended at other prices.
    .no_costs =
        The contract does not name both costs (contract.retrain_cost and contract.stale_month_cost), so no policy can
        be called the cheapest.

t-index =
    .title = All runs
    .newest = Verdict of the newest run
    .report = Open its report
    .service = The model in service
    .read = How to read it
    .read_mark = Each mark is the newest run of a day: shape and colour say its verdict, the whisker is its interval.
    .read_below = In the shaded area, the model agrees less with a new one than the contract asks for.
    .runs = All runs
    .runs_lead = Newest first. The day leads to the run's report.
    .as_of = As of
    .verdict = Verdict
    .ari = Agreement (ARI)
    .noise_floor = Noise floor
    .age = Age of the model
    .refit = Re-fit every
    .windows = Windows
    .orders = Orders used
    .none = There are no runs yet: segwatch run makes one.
    .assignments = Customers labelled
    .assignments_lead =
        The last days on which segwatch assign labelled all customers: how many of them are in another segment than the
        time before.
    .footer = Made by segwatch from the runs beside this page, and made again after every run.

t-paths =
    .heading = Segments through time
    .segment = Segment in service
    .became = What became of it
    .matched = Nearest new segment
    .overlap = Overlap
    .before = Customers before
    .after = Customers after
    .overlap_lead =
        Overlap: customers in both groups ÷ customers in either; 1 means the same customers. Both models label the
        same customers of the newest window: before, by the model in service; after, by the new one.
    .meanings = What the words mean

t-trust =
    .heading = Can the verdict be trusted?
    .unmeasured = Not measured for this run:
    .command = segwatch calibrate PIPELINE
    .measures =
        measures it at the settings of this pipeline, on markets whose truth is known: how often the verdict raises a
        false alarm, and how soon it finds a drift.
    .false_alarms = False alarms
    .false_alarms_lead =
        Share of the markets in which an alarm was ever raised although nothing drifts, with its exact 95% interval in
        brackets, in per cent.
    .power = Power
    .power_lead =
        Share of the markets in which a planted drift was found. The delay runs from its beginning to the end of the
        window that first shows it.

t-windows =
    .heading = Windows
    .read = How to read it
    .read_overlap =
        Windows that are longer than the step between them overlap: neighbours share most of their orders, and their
        models are not independent.
    .read_size =
        A window that is suddenly smaller than its neighbours says that orders are missing, before it says anything of
        customers.

t-segments =
    .heading = The segments in service
    .lead =
        As the model was fitted, each feature in its own unit: the mean, and the median below it. The bar says how
        many standard deviations a segment's mean lies from the mean of all customers: to the right above it, to the
        left below it.
    .segment = Segment
    .customers = Customers
    .share = Share
    .median = median
    .deviations = sd

t-optimum =
    .heading = How certain the segments are
    .lead =
        K-Means finds a good solution, not always the best one, so it is started many times. If other solutions are
        nearly as good and yet group the customers differently, the segmentation is a matter of luck.
    .chosen = The chosen solution
    .audit = A second opinion
    .audit_lead =
        The same window, fitted by independent code. A ratio below 1 means that it found something better; an ARI near
        1, that both found the same segments.
    .ties = Nearly as good
    .ties_lead =
        The lead says how far the chosen solution is ahead, in standard errors: where it is marked, another sample of
        customers could prefer this one. A low ARI beside a small lead is a warning.
    .no_ties = No other solution came within 1% of the chosen one's inertia.

t-data =
    .heading = What was read
    .orders = Orders
    .orders_lead = Every order is accounted for: in = used + rejected + outside the windows.
    .rows_in = in
    .sources = Sources
    .sources_lead = Every row is accounted for: in = accepted + rejected.
    .no_rejections = No row was rejected.
    .rejections = Rejected rows, by reason
    .files = Files
    .files_lead = The digest is of the bytes as stored; run.json has it in full.

t-method =
    .heading = How it was made
    .quantities = The three quantities
    .staleness = Staleness
    .staleness_text =
        The same customers in the same window; the old model and a new one. Low: the old model no longer says what a
        new one would. It decides how often to re-fit.
    .migration = Migration
    .migration_text =
        The same model and the same customers; the old window and the new one. Low: customers have moved to other
        segments. It decides how often to label again.
    .total = Total
    .total_text =
        The old model on the old window, the new model on the new one. It mixes the two above, so it decides nothing;
        it is shown for comparison with other studies.
    .on = on
    .where =
        M is a model together with its scaler, X the features of a window's customers, o the window that the model was
        fitted to, w a later one.
    .terms = What the conclusions rest on
    .run = The run
    .features = The features
    .feature = Feature
    .sql = SQL
    .missing = Missing values
    .scaling = Scaling
    .software = Software
    .configuration = The configuration
    .configuration_lead = As written, with the defaults filled in.
    .key = Key
    .value = Value

t-contract =
    .heading = Proposal for the maintenance contract
    .clauses = Clauses
    .measured = What was measured
    .limits = What it does not say
    .provider = For the provider
    .customer = For the customer
    .name = Name
    .place = Place and date
    .signature = Signature
t-portraits =
    .heading = Who the segments are
    .lead =
        Profiles of the model in service: the dashed line is the average of all customers, the rim 2.5 standard
        deviations from it.
    .action = What to do:
t-movement =
    .heading = Who moved where
t-distances =
    .heading = How alike the segments are
t-readings =
    .contract = Contract
    .marketing = Segments
    .analyst = Evidence
t-choice =
    .heading = Why so many segments

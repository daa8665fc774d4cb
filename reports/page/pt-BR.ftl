# As palavras do relatório, em português do Brasil. As mesmas mensagens de en.ftl.

## Intervalos e respostas

range = de { $from } a { $to }
range_from = { $from } ou mais
range_under = menos de { $to }
range_over = mais de { $from }
rate = { $share } [{ $low }; { $high }]
times = { $factor } ×
yes = sim
no = não

## O que a execução deixa em aberto

sentence_missing = A execução não traz frase neste idioma.
reason_missing = motivo não informado
segment = Segmento { $number }
segment_number = nº { $number } nas tabelas

## Cabeçalho da página

as_of = Pedidos anteriores a
reference_window = Modelo treinado até
segments = Segmentos
fitted_customers = Clientes do treino
windows = Janelas
windows_of = { $kind ->
        [rolling] { $count ->
            [one] { $count } móvel
           *[other] { $count } móveis
        }
        [expanding] { $count ->
            [one] { $count } crescente
           *[other] { $count } crescentes
        }
        [tumbling] { $count ->
            [one] { $count } disjunta
           *[other] { $count } disjuntas
        }
       *[other] { $count } { $kind }
    }
contract_minimum = Mínimo do contrato (ARI)

## Veredito

verdict_keep = Manter o modelo
verdict_retrain = Re-treinar o modelo
verdict_undecidable = Inconclusivo
verdict_insufficient_history = Histórico insuficiente
verdict_unmonitorable = Não monitorável
verdict_ari = Concordância com um novo modelo (ARI)
verdict_interval = Intervalo de { $confidence }
verdict_age = Idade do modelo
verdict_window = Comparado na janela que termina em
verdict_noise_floor = Re-treinado com clientes inalterados, daria
verdict_or_better = { $floor } ou mais
verdict_signal = Os clientes mudaram
change_since = sim, desde { $since }
change_season = não, é a época do ano
change_undecidable = não se pode dizer
verdict_below_since = Inteiramente abaixo do mínimo desde
gauge_title = O modelo em uso diante do mínimo do contrato
gauge_description =
    Índice de Rand ajustado de { $ari }, intervalo de { $low } a { $high }, mínimo do contrato { $threshold }.
gauge_description_floor = Piso de ruído { $floor }.
gauge_minimum = mínimo { $threshold }
gauge_noise_floor = piso de ruído { $floor }

## Frequências

cadence_found = lida nos dados
cadence_shorter_than_step = menor que um passo
cadence_not_reached = ainda não alcançada
cadence_insufficient_history = provisória
cadence_at_least = pelo menos { $interval }
cadence_due = Fazer até
cadence_review = Reavaliar até
cadence_assured = Duração média ({ $confidence } de confiança)
cadence_models = Modelos observados
cadence_labellings = Classificações observadas
cadence_independent = Independentes entre si
cadence_events = Com fim observado
cadence_ages = Idades observadas
cadence_up_to = até { $age }
cadence_cost = O re-treino custa então cerca de { $amount } por ano: { $times } × { $each }.

## A política

policy_cheapest = a que custa menos
policy_fewest = menos re-treinos
policy_none_serves = nenhuma mantém o nível de serviço
policy_none = Nenhuma
policy_recommended = recomendada
policy_monthly = A cada mês
policy_interval = A cada { $interval }
policy_on_breach = Ao descumprir
policy_never = Nunca
policy_cost = Custo por ano
policy_retrains = Re-treinos por ano
policy_mean = Concordância média (ARI)
policy_worst = Pior concordância
policy_below = Tempo abaixo do mínimo
policy_relabelled = Clientes reclassificados em um re-treino

## Avisos

notice_warning = Alerta
notice_info = Nota

## O que mudou

moved_title = O que explica a perda
moved_caption =
    Quanta concordância volta quando os clientes mais recentes recebem, em uma única variável, os valores que os
    clientes de mesma posição tinham quando o modelo foi treinado, sem mexer no resto. As variáveis agem juntas, e a
    soma das barras não precisa dar a perda total.
moved_description =
    Concordância perdida: { $lost }. Desfazer só a mudança de { $feature } recupera { $recovered }, o máximo entre as
    variáveis.
moved_lost = perdido no total
moved_recovered = volta ao desfazer só a mudança desta variável
moved_worse = desfazê-la piora a perda
moved_table = O que mudou, por variável
moved_from_to = { $before } → { $after }
year_before = O modelo de um ano antes, treinado até { $window }, concorda com o novo nestes clientes em { $ari }.
year_noise = Não é mais mudança do que o acaso traz: o que mudou desde então é a época do ano.
year_drift = É mais mudança do que o acaso traz: não é só a época do ano.
year_undecidable = Não se pode dizer se é mais do que o acaso.
year_unknown = Não se mediu quanto disso é acaso.

## Envelhecimento

staleness = Desatualização
staleness_title = Desatualização por idade
staleness_caption =
    O modelo antigo e um recém-treinado classificam os mesmos clientes da mesma janela. Onde eles se afastam, é hora
    de re-treinar.
migration = Migração
migration_title = Migração por idade
migration_caption =
    Um só modelo, os mesmos clientes, antes e agora. Onde a curva cai, clientes mudaram de segmento e devem ser
    reclassificados.
total = Total
total_title = Total por idade
total_caption =
    Modelo antigo em dados antigos contra modelo novo em dados novos: os dois efeitos em um único número, que os
    notebooks chamam de estabilidade. Aqui ele não decide nada.
age_axis = idade do modelo, em meses
threshold_label = mínimo do contrato { $threshold }
due_label = re-treinar com { $interval }
mean_line = média de todos os modelos
band = intervalo de { $confidence }: média dos extremos
one_model = um modelo
reference_model = modelo em uso
noise_floor_line = piso de ruído do modelo em uso
curve_description =
    { $quantity }, média de todos os modelos: { $first } com { $first_age }, { $last } com { $last_age }. Mínimo do
    contrato { $threshold }.
curve_empty = Nada a desenhar: não foi possível comparar duas janelas.
curve_table = { $quantity } por idade, em todos os modelos
survival_title = Quantos ainda se sustentam, por idade
survival_caption =
    Um modelo termina na primeira idade em que sua concordância já não é seguramente de { $threshold } ou mais e o
    acaso sozinho não explica isso; uma classificação, quando a sua já não é. A linha é a parcela estimada dos que não
    terminaram.
survival_staleness = modelos: decide quando re-treinar
survival_migration = classificações: decide quando reclassificar
survival_bound = pelo menos tantos, com { $confidence } de confiança
survival_description =
    Parcela estimada dos modelos, e das classificações, que não terminaram, por idade, com um limite inferior de cada
    uma. Nível de serviço { $level }.
survival_empty = Nada a desenhar: nenhum modelo pôde ser acompanhado.
service_level = Nível de serviço
service_level_label = nível de serviço { $level }
flags_caption = Comparações sem valor, ou cujo valor deve ser lido com cuidado

## Modelo por modelo

heat_title = Desatualização de cada modelo em cada idade
heat_caption =
    Uma linha é a janela em que um modelo foi treinado; para a direita ele envelhece. Azul atinge o mínimo do
    contrato; laranja fica abaixo.
heat_description = { $cells ->
        [one]
            Uma linha para cada janela de treino, uma coluna para cada idade. { $cells } comparação, das quais
            { $below } abaixo do mínimo do contrato, { $threshold }.
       *[other]
            Uma linha para cada janela de treino, uma coluna para cada idade. { $cells } comparações, das quais
            { $below } abaixo do mínimo do contrato, { $threshold }.
    }
heat_cell = Treinado até { $origin }, com { $age }: ARI { $ari } (de { $low } a { $high })
heat_cell_without = Treinado até { $origin }, com { $age }: sem valor, { $reason }
heat_without = sem valor
heat_drift = mudança: mais do que o acaso traz
heat_season = época do ano: volta todo ano
signal_drift = mais mudança do que o acaso traz
signal_season = a época do ano
signal_noise = não mais mudança do que o acaso traz
flag_too_few_customers = poucos clientes em uma das janelas
flag_few_common_customers = poucos clientes em comum nas duas janelas

## Janelas

windows_title = Clientes em cada janela
windows_caption =
    Cada janela é treinada com os clientes que tem. As que têm clientes de menos ficam fora de todas as comparações.
windows_description = { $count ->
        [one]
            Clientes de { $count } janela: mínimo { $fewest }, máximo { $most }. Janelas pequenas demais para
            comparar: { $flagged }.
       *[other]
            Clientes de cada uma de { $count } janelas: mínimo { $fewest }, máximo { $most }. Janelas pequenas
            demais para comparar: { $flagged }.
    }
windows_compared = treinada e comparada
windows_reference = o modelo em uso foi treinado aqui
windows_flagged = clientes de menos: não comparada
windows_empty = Nada a desenhar: os pedidos não preenchem nenhuma janela.
status_ok = comparada
status_too_few_customers = clientes de menos

## Políticas de manutenção

policies_cost_title = Quanto cada política teria custado por ano ({ $currency })
policies_cost_caption =
    Os re-treinos, e os meses em que o modelo esteve abaixo do mínimo do contrato, aos preços do contrato.
policies_below_title = Por quanto tempo cada política teria deixado o modelo abaixo do mínimo
policies_below_caption =
    O contrato não informa os dois custos; por isso as políticas são comparadas pelo serviço que prestam.
policies_limit = no máximo { $share }
policies_axis = meses entre dois re-treinos
policies_description = { $count ->
        [one] { $count } política simulada sobre o histórico. Recomendada: { $best }.
       *[other] { $count } políticas simuladas sobre o histórico. Recomendada: { $best }.
    }
policies_serve = mantém o nível de serviço de { $level }
policies_fail = não o mantém
policies_table = As políticas testadas
sensitivity_caption = A recomendação com outros custos de um mês de segmentação desatualizada
sensitivity_contract = como no contrato

## A página de todas as execuções

index_history_title = O histórico do veredito
index_history_caption =
    A concordância do modelo em uso com um novo modelo, execução após execução, com seu intervalo. Onde uma linha
    une duas execuções, o mesmo modelo estava em uso.
index_history_description = { $count ->
        [one] Um só dia, { $last }: concordância { $ari }, { $verdict }.
       *[other] { $count } dias de { $first } a { $last }. No último: concordância { $ari }, { $verdict }.
    }
index_history_empty = Nenhuma execução comparou ainda o modelo em uso com um novo.
index_history_without = ainda sem concordância
index_look = { $day }: { $verdict }, concordância { $ari }, intervalo { $interval }
index_look_without = { $day }: { $verdict }
index_no_record = Ilegível: não há run.json nem assignment.json na pasta.
index_not_understood = Ilegível: danificada, ou de outra versão do segwatch.
index_registry_unreadable = O registro dos modelos está ilegível.
index_promoted = Um modelo promovido está em uso.
index_withdrawn = O modelo promovido foi retirado; serve o da primeira janela.
index_first_window = Nenhum modelo foi promovido; serve o da primeira janela.
index_not_looked_at = A execução mais recente ainda não segue este modelo: segwatch run dirá como ele está.
index_entry = Entrada do registro
index_since = Em vigor desde (UTC)
index_by = Decidido por
index_reason = Motivo
index_from_run = Da execução
index_put_back = Modelo da entrada
index_assignments = Clientes classificados, por dia
index_as_of = Data-base
index_since_day = Comparado com
index_changed = Mudaram de segmento
index_joined = Entraram
index_left = Saíram

## Os segmentos ao longo do tempo

paths_lead =
    Os segmentos do modelo em uso, treinado até { $origin }, ao lado dos de um novo modelo nos clientes da janela mais
    recente, até { $window }.
event_survived = Continua
event_survived_meaning =
    Os dois grupos têm mais da metade de seus clientes em comum: é o mesmo segmento, qualquer que seja seu número.
event_split = Dividido
event_split_meaning =
    Foi repartido: dois ou mais segmentos do novo modelo, cada um com pelo menos um quarto de seus clientes, reúnem a
    maioria deles.
event_absorbed = Absorvido
event_absorbed_meaning = A maioria de seus clientes foi para um segmento do novo modelo formado sobretudo por outros.
event_dissolved = Dissolvido
event_dissolved_meaning = Seus clientes se espalharam: nenhum segmento do novo modelo dá continuidade a ele.
event_emerged = Novo
event_emerged_meaning = Um segmento do novo modelo que não dá continuidade a nenhum do modelo em uso.
lanes_title = Os segmentos de cada modelo
lanes_caption =
    Um nome passa de modelo em modelo enquanto a maioria de seus clientes fica junta. A faixa é tão larga quanto a
    parcela dos clientes do segmento; à direita, sua parcela na janela mais recente.
lanes_caption_crowded =
    Um nome passa de modelo em modelo enquanto a maioria de seus clientes fica junta. Só os segmentos do modelo em uso
    e do mais recente são desenhados: havia outros demais. À direita, a parcela na janela mais recente.
lanes_description = { $count ->
        [one] { $count } segmento em { $windows } janelas; segmentos do modelo em uso que não existem mais: { $gone }.
       *[other]
            { $count } segmentos em { $windows } janelas; segmentos do modelo em uso que não existem mais:
            { $gone }.
    }
lanes_in_service = segmento do modelo em uso
lanes_later = surgiu depois

## Firmeza

optimum_found = Partidas que chegaram a ela
found_of = { $found } de { $restarts }
audit_engine = Motor
ties_caption = Outras soluções a menos de 1% da inércia da escolhida

## Dados

rows_used = usados
rows_rejected = rejeitados
rows_out_of_range = fora das janelas
first_order = Primeiro pedido
last_order = Último pedido
row_value = { $row }: { $value }
sources_caption = Linhas de cada fonte
rejections_of_orders = Pedidos rejeitados, por motivo
rejections_of = Linhas de { $source } rejeitadas, por motivo
rejection_reason = { $kind ->
        [missing] ausente
        [repeated] repetido
        [negative] negativo
        [not_an_integer] não é um inteiro
        [not_a_decimal] não é um decimal
        [not_a_finite_number] não é um número finito
        [not_a_timestamp] não é uma data com hora
        [not_a_date] não é uma data
        [not_a_boolean] não é um booleano
        [not_utf_8] não é UTF-8
        [a_nul_byte] um byte NUL
        [the_header_again] o cabeçalho de novo
        [not_of_the_years_1970_to_2100] fora dos anos de 1970 a 2100
       *[other] { $reason }
    }
rejection_fields = uma linha de { $found } campos onde o cabeçalho tem { $expected }
files_caption = Arquivos lidos

## Confiança

trust_lead =
    O veredito foi posto à prova onde a verdade é conhecida, com as configurações deste pipeline: { $replicates }
    mercados de cada tipo, { $customers } clientes em um mercado simulado, cada um acompanhado mês a mês como faria um
    agendador.
trust_finding =
    Onde nada muda ({ $market }), uma mudança foi falsamente encontrada em { $drift } dos mercados ao longo de toda a
    sua vida, com { $nominal } nominais; um re-treino foi dado como devido em { $retrain }.
placebo_own_orders = pedidos próprios, o histórico de cada cliente deslocado no tempo
placebo_stationary = mercado simulado sem mudança
placebo_seasonal = mercado simulado com um pico a cada dezembro
verdict_share = { $verdict }: { $share }
drift_planted = { $kind }, { $size }
drift_kind = { $kind ->
        [basket_shift] Cestas maiores
        [new_segment] Novo segmento
        [vanishing_segment] Segmento que desaparece
        [spend_inflation] Alta de preços
        [review_crisis] Crise de avaliações
        [frequency_shift] Pedidos mais frequentes
        [free_delivery] Frete grátis
       *[other] { $kind }
    }
drift_size = { $size ->
        [small] pequena
        [medium] média
        [large] grande
       *[other] { $size }
    }
drift_meaning = { $kind ->
        [basket_shift]
            Os clientes que pedem com menos frequência passam a encher cestas maiores, tão frequentemente quanto
            antes.
        [new_segment] Revendedores, que antes não havia, começam a chegar e a pedir toda semana.
        [vanishing_segment] Os clientes das maiores cestas param de pedir.
        [spend_inflation] Todos os valores são multiplicados pelo mesmo fator.
        [review_crisis] Clientes de todos os tipos passam a avaliar mal, para sempre.
        [frequency_shift] Os clientes que pedem com menos frequência passam a pedir mais vezes.
        [free_delivery]
            O frete, até então grátis a partir de uma cesta grande, passa a ser grátis em todo pedido: os clientes
            que enchiam cestas grandes para consegui-lo agora gastam o mesmo em muitos pedidos pequenos.
       *[other] { $description }
    }
false_alarms_caption = Alarmes falsos: mercados em que nada muda
power_caption = Poder: mercados em que algo muda

## Método

method_pipeline = Pipeline
method_run = Execução
method_as_of = Pedidos anteriores a
method_time_zone = Fuso horário
method_windows = { $kind ->
        [rolling] móveis
        [expanding] crescentes
        [tumbling] disjuntas
       *[other] { $kind }
    }, de { $length }, uma { $every }
method_confidence = Nível dos intervalos
method_seed = Semente
method_schema = Versão do esquema
term_intervals = Intervalos
term_noise_floor = Piso de ruído
term_survival = Quantos ainda se sustentam, e quanto disso é seguro
term_independent = Modelos independentes
term_policies = Políticas de manutenção
method_intervals =
    O intervalo de uma comparação diz quanto seu ARI poderia ter sido outro se outros clientes do mesmo tipo tivessem
    sido vistos; seu nível é { $confidence }. A banda de uma curva vai da média dos extremos inferiores à média dos
    superiores.
method_noise_floor =
    Um modelo treinado com outra amostra dos mesmos clientes os divide de modo um pouco diferente. Por isso
    sorteiam-se pares de amostras entre os clientes da própria janela do modelo, treina-se um modelo em cada uma e
    comparam-se os dois como um modelo antigo e um novo. O piso de ruído é o que tais pares de amostras inalteradas
    quase sempre alcançam: uma concordância cujo intervalo inteiro fica abaixo dele é uma mudança dos clientes. Se os
    modelos da mesma época de outros anos ainda servem, é a época do ano; senão, é mudança. Ele é fixado de modo que a
    probabilidade de dizer sem motivo que um modelo mudou seja no máximo { $alarms } ao longo de toda a sua vida, por
    mais vezes que seja observado.
method_survival =
    Um modelo terminou na primeira idade em que o extremo inferior de seu intervalo fica abaixo de { $threshold } e o
    intervalo inteiro abaixo do piso de ruído; uma classificação, na primeira idade em que o extremo inferior fica
    abaixo de { $threshold }. Os modelos que ainda não terminaram contam pelo tempo em que foram vistos. Disso se
    estima a parcela que ainda se sustenta em cada idade (estimador de Turnbull). O limite inferior leva em conta que
    há poucos modelos: com { $confidence } de confiança, pelo menos tantos se sustentam. Um intervalo é prometido até
    a maior idade em que o limite inferior alcança o nível de serviço de { $level }.
method_independent =
    Janelas que se sobrepõem compartilham pedidos, e seus modelos são quase uma só observação. Modelos independentes
    são aqueles cujas janelas não têm nenhum momento em comum. O limite se apoia no número deles e não no número de
    modelos, e nada é prometido com menos de { $needed } deles.
method_policies =
    O histórico é repetido: o modelo da primeira janela entra em uso, e a cada janela seguinte a política diz se o
    modelo dela assume. Os intervalos fixos são testados a partir de cada mês inicial. Um ano custa os re-treinos ao
    seu preço, e os meses com concordância abaixo de { $threshold } ao preço de um mês desatualizado. Recomenda-se a
    política mais barata que mantém { $threshold } durante { $level } do tempo; se os preços não são conhecidos, a que
    exige menos re-treinos.
feature_transform = { $transform }, depois { $scale }
feature_scale = { $scale ->
        [standard] padrão
        [robust] robusta
        [minmax] mín-máx
        [none] nenhuma
       *[other] { $scale }
    }
feature_missing = { $missing ->
        [median] mediana
        [mean] média
        [mode] moda
        [drop] descartados
       *[other] { $missing }
    }

## Colunas

column_age = Idade
column_models = Modelos
column_mean = ARI médio
column_low = Inferior
column_high = Superior
column_smallest = Mínimo
column_largest = Máximo
column_known = Destino conhecido
column_independent = Independentes
column_ended = Terminados
column_survival = Ainda se sustentam
column_bound = Pelo menos
column_feature = Variável
column_before = Média antes
column_after = Média depois
column_shift = Desvio (dp)
column_psi = PSI
column_recovered = ARI recuperado
column_segment_moved = Onde mais mudou
column_policy = Re-treinar
column_retrains = Re-treinos por ano
column_worst = Pior ARI
column_below = Tempo abaixo
column_relabelled = Reclassificados a cada vez
column_serves = Mantém o nível de serviço
column_cost = Custo por ano ({ $currency })
column_factor = Um mês desatualizado custa
column_stale_month = Ou seja ({ $currency })
column_cheapest = Recomendada
column_segment = Segmento
column_first = Primeira janela
column_last = Última janela
column_share_now = Parcela atual
column_market = Mercado
column_markets = Mercados
column_looks = Observações de cada um
column_drift_found = Mudança encontrada ({ $nominal } nominais)
column_retrain_due = Re-treino devido
column_last_verdicts = Último veredito
column_drift = O que muda
column_found_soon = Encontrada em 3 meses
column_found = Encontrada
column_delay = Atraso mediano
column_early = Encontrada cedo demais
column_fitted_to = Treinado até
column_window = Fim da janela
column_from = De
column_to = Até (exclusive)
column_orders = Pedidos
column_customers = Clientes
column_fitted = Treinados
column_status = Situação
column_inertia = Inércia, unidades escaladas
column_iterations = Iterações
column_converged = Convergiu
column_quantity = Grandeza
column_reason = Motivo
column_comparisons = Comparações
column_without_number = Sem valor
column_solution = Solução
column_ratio = Inércia ÷ escolhida
column_lead = Vantagem (z)
column_ari = ARI com a escolhida
column_starts = Partidas
column_source = Fonte
column_rows = Linhas lidas
column_rows_short = Linhas
column_accepted = Aceitas
column_rejected = Rejeitadas
column_column = Coluna
column_samples = Por exemplo
column_path = Caminho
column_size = Tamanho
column_digest = SHA-256

## A proposta

ask_how_often = Com que frequência re-treinar o modelo?
ask_how_sure = Com que certeza?
ask_what_cost = Quanto custa?
ask_what_next = E agora?
answer_every = No máximo depois de { $interval }
answer_on_breach = Quando uma verificação o pede
answer_rescore = Os clientes são reclassificados com o mesmo modelo no máximo depois de { $interval }.
answer_rescore_each_check = Os clientes são reclassificados com o mesmo modelo a cada verificação.
answer_sure = Pelo menos { $level } dos modelos ainda concordam então com um novo em { $threshold } ou mais.
answer_unmonitorable = Nenhum intervalo poderia ser cumprido com esta segmentação.
answer_no_promise = Pouco para um compromisso
answer_independent = { $count ->
        [0] Nenhum modelo foi acompanhado por tempo suficiente.
        [one] O histórico tem só { $count } modelo independente.
       *[other] O histórico tem só { $count } modelos independentes.
    }
answer_a_year = { $amount } por ano
answer_policy = Com a política que teria servido melhor: { $policy }.
answer_times = { $times } re-treinos a { $each }.
answer_cheapest =
    { $times } re-treinos a { $each }. Neste histórico outra política teria custado menos: { $policy }, { $amount }.
answer_no_cost = Não se sabe
next_keep = Nada a fazer por enquanto
next_retrain = Re-treinar o modelo agora
next_undecidable = Esperar a próxima verificação
next_insufficient_history = Juntar mais histórico
next_unmonitorable = Mudar a segmentação
next_review = Rever até { $day }.
clause_object =
    O serviço mantém a segmentação “{ $pipeline }” dos clientes em { $k } segmentos, treinada com os pedidos anteriores
    a { $reference }.
clause_check =
    O prestador treina { $every } um novo modelo com a janela de pedidos mais recente e mede, nos mesmos clientes, o
    quanto ele concorda com o modelo em serviço (índice de Rand ajustado: 1 são os mesmos segmentos, 0 é o acaso).
clause_minimum =
    A concordância tem de ser { $threshold } ou mais. O mínimo é rompido quando todo o intervalo de { $confidence } fica
    abaixo e nem o acaso nem a sazonalidade o explicam.
clause_refit =
    O modelo é re-treinado e posto em serviço no máximo depois de { $interval }, e imediatamente quando uma verificação
    encontra o mínimo rompido.
clause_refit_on_breach =
    O modelo é re-treinado e posto em serviço quando uma verificação encontra o mínimo rompido. O histórico ainda não
    sustenta o compromisso de um intervalo.
clause_rescore = Os clientes são reclassificados com o modelo em serviço no máximo depois de { $interval }.
clause_rescore_each_check = Os clientes são reclassificados com o modelo em serviço a cada verificação.
clause_level =
    Com { $confidence } de confiança, pelo menos { $level } dos modelos ainda cumprem o mínimo depois de { $interval }.
    Este é o nível de serviço.
clause_cost = Um re-treino custa { $refit }; um mês abaixo do mínimo é contado a { $stale }.
clause_record =
    Cada verificação deixa as suas tabelas e um relatório. Os mesmos pedidos e as mesmas configurações dão o mesmo
    resultado, bit a bit.
measured_orders = Pedidos
measured_floor = Tão baixo só por acaso
measured_models = Modelos acompanhados
measured_independent = { $models }, dos quais independentes: { $independent }
limit_use =
    A concordância diz que os clientes estão agrupados como um novo modelo os agruparia. Não diz que os grupos são
    úteis.

## Os segmentos

portrait_new = Novo desde { $day }
portrait_size = { $customers } ({ $share })
portrait_now = Clientes hoje
portrait_then = No treino
portrait_revenue = Parte da receita hoje
portrait_typical = Clientes típicos
portrait_above = acima da média
portrait_below = abaixo da média
portrait_values = mediana { $median }, metade entre { $low } e { $high }
radar_title = Perfil de “{ $segment }”
radar_description = Desvios padrão em relação à média de todos os clientes: { $features }.

## Os movimentos

movement_title = De segmento em segmento
movement_caption =
    Os clientes de cada janela pelo seu segmento, sempre pelo modelo em serviço. “Ausentes” são os que não têm pedido
    nessa janela.
movement_description = Clientes por segmento de { $first } a { $last }, e os fluxos entre os segmentos.
movement_absent = ausentes
movement_table = De { $from } a { $to }
movement_from = De

## As distâncias

distances_title = A distância entre os segmentos
distances_caption =
    Segmentos próximos se parecem; as áreas são números de clientes. O mapa mostra { $shown } do que os distingue.
distances_description = { $count } segmentos como discos num mapa.
distances_table = Distâncias no mapa

## Silhuetas, e a escolha do número de segmentos

silhouettes_title = A separação dos segmentos
silhouettes_caption =
    Quanto cada cliente está mais perto do seu segmento que do seguinte: 1 no meio, 0 na fronteira, abaixo de 0 do lado
    errado. A linha tracejada é a média, { $mean }.
silhouettes_description = Silhuetas dos clientes de cada segmento, em ordem; média { $mean }.
silhouettes_mean = Silhueta média
silhouettes_below = Abaixo de 0
elbow_title = Dispersão dentro dos segmentos
elbow_caption =
    Ela sempre cai com mais segmentos: o que conta é onde deixa de cair depressa. A linha pontilhada é o número adotado.
elbow_description = Inércia para { $count } números de segmentos.
separation_title = Silhueta média
separation_caption = Mais alto, mais separados; a faixa é o que uma amostra dos clientes deixa em aberto.
separation_description = Silhueta média com intervalo para { $count } números de segmentos.
choice_table = Medidas por número de segmentos
choice_inertia = Inércia
choice_silhouette = Silhueta
choice_stability = Concordância de dois sorteios (ARI)
choice_jaccard = Segmento menos estável (Jaccard)
choice_ties = Quase empates

## O que os modelos de página usam como está

t-page =
    .product = segwatch
    .title = Manutenção da segmentação
    .contents = Sumário
    .run = Execução
    .numbers = Os números
    .footer =
        Feito pelo segwatch a partir das tabelas desta execução. O relatório em si não calcula nada: cada número dele
        está nos arquivos da execução.

t-nav =
    .portraits = Quem são
    .movement = Movimentos
    .distances = Semelhança
    .choice = Por que esse número
    .verdict = Veredito
    .moved = O que mudou
    .ageing = Envelhecimento
    .origins = Modelo por modelo
    .policies = Políticas
    .segments = Segmentos
    .paths = Ao longo do tempo
    .windows = Janelas
    .optimum = Firmeza
    .data = Dados
    .trust = Confiança
    .method = Método

t-verdict =
    .heading = Veredito sobre o modelo em uso
    .cadences = As duas frequências do contrato
    .refit = Re-treinar o modelo a cada
    .label = Reclassificar os clientes a cada
    .notices = Antes de acreditar em um número
    .remedy = O que fazer:
    .policy = O que teria servido melhor
    .policy_lead = Re-treinar

t-moved =
    .heading = O que mudou
    .table = As variáveis, antes e depois
    .table_lead =
        Médias de todos os clientes: quando o modelo foi treinado, e na janela mais recente. Um desvio é em
        desvios-padrão. O PSI diz quanto a distribuição inteira de uma variável se deslocou: abaixo de 0,1 quase nada,
        acima de 0,25 muito.
    .year = A mesma época um ano antes

t-ageing =
    .heading = Como a segmentação envelhece
    .lead =
        Cada modelo é mantido como foi treinado e posto diante do modelo de uma janela posterior. Um índice de Rand
        ajustado (ARI) de 1 significa que os dois agrupam os clientes do mesmo modo; 0, não mais concordância que o
        acaso.
    .read = Como ler
    .read_lines =
        Cada linha clara é um modelo que envelhece. A linha forte é a média de todos eles, a banda ao redor a média
        dos extremos de seus intervalos.
    .read_threshold = Abaixo da linha tracejada, o modelo diz menos do que o contrato exige.
    .read_thin =
        Poucos modelos chegam às maiores idades, e a ponta direita se apoia em poucos deles: os números abaixo do
        gráfico dizem quantos.
    .read_floor =
        Acima da linha de traço e ponto, o piso de ruído, uma queda do modelo em uso não passa do acaso: re-treinado
        com clientes inalterados, ele concordaria tão pouco quanto isso consigo mesmo.
    .read_survival =
        Cada degrau é uma idade em que se viu modelos terminarem. A linha tracejada diz quantos seguramente ainda se
        sustentam: fica baixa onde há poucos modelos independentes, por melhores que sejam.
    .read_history =
        Um intervalo só é prometido até a idade em que a linha tracejada cai abaixo do nível de serviço. Onde só a
        linha forte fica acima dele, o intervalo é provisório.
    .read_gone = Uma linha para na última idade em que ainda se observou algum modelo.
    .flags = Comparações a ler com cuidado

t-origins =
    .heading = Modelo por modelo
    .read = Como ler
    .read_row = Uma linha que fica laranja cedo é um modelo sem sorte.
    .read_column = Uma coluna que muda de cor é a própria idade: todo modelo chega lá.
    .read_dot =
        Um ponto diz que nem o acaso nem a época do ano explicam a perda: o intervalo inteiro fica abaixo do piso de
        ruído. Azul com ponto é uma mudança dentro do contrato.
    .read_diagonal = Uma diagonal que muda de cor é um mês em que algo aconteceu com os clientes.
    .omitted = Os números são demais para serem lidos aqui: estão em stability.parquet.

t-policies =
    .heading = Políticas de manutenção
    .lead =
        O que teria acontecido: cada política é simulada sobre o histórico desta execução, janela após janela, e
        contam-se seus re-treinos e seus meses desatualizados.
    .read = Como ler
    .read_interval =
        Re-treinar muitas vezes custa re-treinos, re-treinar raramente custa meses com um modelo desatualizado: o
        melhor está onde os dois juntos custam menos.
    .read_breach =
        Ao descumprir: re-treinar quando a concordância está abaixo do mínimo do contrato e o acaso sozinho não
        explica isso. Alguém precisa olhar cada nova janela.
    .read_past = O passado não é promessa. Um histórico com uma única mudança diz pouco da próxima.
    .table = Todas as políticas
    .sensitivity = Se um mês desatualizado custasse mais, ou menos
    .sensitivity_lead =
        Ninguém sabe exatamente quanto custa um mês com um modelo desatualizado. Isto é o que seria recomendado a
        outros preços.
    .no_costs =
        O contrato não informa os dois custos (contract.retrain_cost e contract.stale_month_cost), e por isso nenhuma
        política pode ser chamada de mais barata.

t-index =
    .title = Todas as execuções
    .newest = Veredito da execução mais recente
    .report = Abrir o relatório
    .service = O modelo em uso
    .read = Como ler
    .read_mark =
        Cada marca é a última execução de um dia: a forma e a cor dizem o veredito, a barra vertical é o intervalo.
    .read_below = Na área sombreada, o modelo concorda com um novo menos do que o contrato pede.
    .runs = Todas as execuções
    .runs_lead = A mais recente primeiro. A data leva ao relatório da execução.
    .as_of = Data-base
    .verdict = Veredito
    .ari = Concordância (ARI)
    .noise_floor = Piso de ruído
    .age = Idade do modelo
    .refit = Re-treinar a cada
    .windows = Janelas
    .orders = Pedidos usados
    .none = Ainda não há execuções: segwatch run faz uma.
    .assignments = Clientes classificados
    .assignments_lead =
        Os últimos dias em que segwatch assign classificou todos os clientes: quantos deles estão em outro segmento
        do que na vez anterior.
    .footer = Feito pelo segwatch a partir das execuções ao lado desta página, e refeito depois de cada execução.

t-paths =
    .heading = Os segmentos ao longo do tempo
    .segment = Segmento em uso
    .became = O que foi feito dele
    .matched = Novo segmento mais próximo
    .overlap = Sobreposição
    .before = Clientes antes
    .after = Clientes depois
    .overlap_lead =
        Sobreposição: clientes nos dois grupos ÷ clientes em um ou em outro; 1 significa os mesmos clientes. Os dois
        modelos classificam os mesmos clientes da janela mais recente: antes, pelo modelo em uso; depois, pelo novo.
    .meanings = O que as palavras significam

t-trust =
    .heading = O veredito é confiável?
    .unmeasured = Não medido nesta execução:
    .command = segwatch calibrate PIPELINE
    .measures =
        mede isso com as configurações deste pipeline, em mercados cuja verdade é conhecida: com que frequência o
        veredito dá um alarme falso, e em quanto tempo encontra uma mudança.
    .false_alarms = Alarmes falsos
    .false_alarms_lead =
        Parcela dos mercados em que algum dia se deu um alarme embora nada mude, com seu intervalo exato de 95% entre
        colchetes, em por cento.
    .power = Poder
    .power_lead =
        Parcela dos mercados em que uma mudança plantada foi encontrada. O atraso vai do começo dela até o fim da
        janela que a mostra primeiro.

t-windows =
    .heading = Janelas
    .read = Como ler
    .read_overlap =
        Janelas mais longas que o passo entre elas se sobrepõem: as vizinhas compartilham a maioria de seus pedidos, e
        seus modelos não são independentes.
    .read_size =
        Uma janela de repente menor que as vizinhas diz que faltam pedidos, antes de dizer qualquer coisa dos
        clientes.

t-segments =
    .heading = Os segmentos em uso
    .lead =
        Como o modelo foi treinado, cada variável em sua própria unidade: a média, e abaixo dela a mediana. A barra
        diz a quantos desvios-padrão a média de um segmento fica da média de todos os clientes: à direita acima dela,
        à esquerda abaixo.
    .segment = Segmento
    .customers = Clientes
    .share = Parcela
    .median = mediana
    .deviations = dp

t-optimum =
    .heading = Quão firmes são os segmentos
    .lead =
        O K-Means encontra uma boa solução, nem sempre a melhor, e por isso parte muitas vezes. Se outras soluções são
        quase tão boas e mesmo assim agrupam os clientes de outro modo, a segmentação é questão de sorte.
    .chosen = A solução escolhida
    .audit = Uma segunda opinião
    .audit_lead =
        A mesma janela, treinada por um código independente. Uma razão abaixo de 1 significa que ele encontrou algo
        melhor; um ARI próximo de 1, que os dois encontraram os mesmos segmentos.
    .ties = Quase tão boas
    .ties_lead =
        A vantagem diz quanto a solução escolhida está à frente, em erros-padrão: onde está marcada, outra amostra de
        clientes poderia preferir esta. Um ARI baixo ao lado de uma vantagem pequena é um alerta.
    .no_ties = Nenhuma outra solução ficou a menos de 1% da inércia da escolhida.

t-data =
    .heading = O que foi lido
    .orders = Pedidos
    .orders_lead = Todo pedido é contado: lidos = usados + rejeitados + fora das janelas.
    .rows_in = lidos
    .sources = Fontes
    .sources_lead = Toda linha é contada: lidas = aceitas + rejeitadas.
    .no_rejections = Nenhuma linha foi rejeitada.
    .rejections = Linhas rejeitadas, por motivo
    .files = Arquivos
    .files_lead = O resumo é o dos bytes como armazenados; run.json o traz inteiro.

t-method =
    .heading = Como foi feito
    .quantities = As três grandezas
    .staleness = Desatualização
    .staleness_text =
        Os mesmos clientes na mesma janela; o modelo antigo e um novo. Baixa: o modelo antigo já não diz o que um novo
        diria. Ela decide com que frequência re-treinar.
    .migration = Migração
    .migration_text =
        O mesmo modelo e os mesmos clientes; a janela antiga e a nova. Baixa: clientes passaram a outros segmentos.
        Ela decide com que frequência reclassificar.
    .total = Total
    .total_text =
        O modelo antigo na janela antiga, o modelo novo na nova. Mistura as duas acima e por isso não decide nada; é
        mostrado para comparação com outros estudos.
    .on = em
    .where =
        M é um modelo com seu escalonamento, X as variáveis dos clientes de uma janela, o a janela em que o modelo foi
        treinado, w uma posterior.
    .terms = Em que se apoiam as conclusões
    .run = A execução
    .features = As variáveis
    .feature = Variável
    .sql = SQL
    .missing = Valores ausentes
    .scaling = Escala
    .software = Software
    .configuration = A configuração
    .configuration_lead = Como escrita, com os valores padrão preenchidos.
    .key = Chave
    .value = Valor

t-contract =
    .heading = Proposta para o contrato de manutenção
    .clauses = Cláusulas
    .measured = O que foi medido
    .limits = O que isto não diz
    .provider = Pelo prestador
    .customer = Pelo cliente
    .name = Nome
    .place = Local e data
    .signature = Assinatura
t-portraits =
    .heading = Quem são os segmentos
    .lead =
        Perfis do modelo em serviço: a linha tracejada é a média de todos os clientes, a borda fica a 2,5 desvios padrão
        dela.
    .action = O que fazer:
t-movement =
    .heading = Quem foi para onde
t-distances =
    .heading = A semelhança dos segmentos
t-readings =
    .contract = Contrato
    .marketing = Segmentos
    .analyst = Evidências
t-choice =
    .heading = Por que esse número de segmentos
